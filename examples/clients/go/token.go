package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
)

// What to do about the errors that people meet, by the codes of STS.
var advice = map[string]string{
	"AccessDenied": "the role may not get this token: audience, algorithm and duration have to be" +
		" those of its policy",
	"OutboundWebIdentityFederationDisabledException": "outbound federation is off in this account:" +
		" aws iam enable-outbound-web-identity-federation turns it on",
	"SessionDurationEscalationException": "the session of the role ends before a token of a minute would",
	"JWTPayloadSizeExceededException": "the tags of the role make the token too large",
	"ExpiredToken":                    "the credentials have expired",
	"ExpiredTokenException":           "the credentials have expired",
}

// What STS gives at least, in seconds.
const shortest = 60

// Token is the password for the broker, how long it lives and when it ends.
type Token struct {
	Secret string
	Life   time.Duration
	End    time.Time // with the monotonic clock, as time.Now gives it
}

// Tokens asks STS for tokens for one audience.
type Tokens struct {
	client   *sts.Client
	audience string
	seconds  int32
}

// NewTokens finds the region and the credentials as every AWS program does.
func NewTokens(ctx context.Context, audience string, seconds int32) (*Tokens, error) {
	settings, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, fmt.Errorf("STS cannot be asked: %w", err)
	}
	if settings.Region == "" {
		return nil, errors.New("no region: set AWS_REGION, as only regional endpoints of STS give tokens")
	}
	return &Tokens{sts.NewFromConfig(settings), audience, seconds}, nil
}

// Get asks for a token. What it says of its life is taken from the token itself and counted from now on, so
// that a wrong clock on this machine does not matter. It is a shorter one where the role's session ends soon.
func (t *Tokens) Get(ctx context.Context) (Token, error) {
	return t.get(ctx, t.seconds)
}

func (t *Tokens) get(ctx context.Context, seconds int32) (Token, error) {
	asked := time.Now()
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	answer, err := t.client.GetWebIdentityToken(ctx, &sts.GetWebIdentityTokenInput{
		Audience:         []string{t.audience},
		SigningAlgorithm: aws.String("ES384"),
		DurationSeconds:  aws.Int32(seconds),
	})
	var told smithy.APIError
	if errors.As(err, &told) && told.ErrorCode() == "SessionDurationEscalationException" && seconds > shortest {
		return t.get(ctx, max(seconds/2, shortest))
	}
	if err != nil {
		return Token{}, fmt.Errorf("STS gives no token: %s", adviceOn(err))
	}
	secret := aws.ToString(answer.WebIdentityToken)
	var claims struct{ Iat, Exp int64 }
	if parts := strings.Split(secret, "."); len(parts) == 3 {
		payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
		_ = json.Unmarshal(payload, &claims)
	}
	if claims.Exp <= claims.Iat {
		return Token{}, errors.New("STS gives no token that says how long it lives")
	}
	life := time.Duration(claims.Exp-claims.Iat) * time.Second
	return Token{secret, life, asked.Add(life)}, nil
}

func adviceOn(err error) string {
	var told smithy.APIError
	if errors.As(err, &told) {
		if known, ok := advice[told.ErrorCode()]; ok {
			return known
		}
		return told.ErrorCode() + ": " + told.ErrorMessage()
	}
	if strings.Contains(err.Error(), "get identity: get credentials") {
		return "no credentials were found: this has to run as the role"
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "no answer; in a VPC without a way out, STS needs an endpoint of its own"
	}
	return err.Error()
}
