"""Tokens for the broker, from AWS STS."""

import base64
import json
import os
import time
from dataclasses import dataclass

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

# What to do about the errors that people meet, by the names that STS and the SDK give them.
ADVICE = {
    "AccessDenied": "the role may not get this token: audience, algorithm and duration"
    " have to be those of its policy",
    "OutboundWebIdentityFederationDisabledException": "outbound federation is off in this account:"
    " aws iam enable-outbound-web-identity-federation turns it on",
    "SessionDurationEscalationException": "the session of the role ends before a token of a minute would",
    "JWTPayloadSizeExceededException": "the tags of the role make the token too large",
    "ExpiredToken": "the credentials have expired",
    "ExpiredTokenException": "the credentials have expired",
    "NoCredentialsError": "no credentials were found: this has to run as the role",
    "NoRegionError": "no region: set AWS_REGION, as only regional endpoints of STS give tokens",
    "ConnectTimeoutError": "no answer; in a VPC without a way out, STS needs an endpoint of its own",
}

SHORTEST = 60  # what STS gives at least, in seconds


class NoToken(Exception):
    """STS gives no token; says what to do about it."""


@dataclass
class Token:
    """The password for the broker, how long it lives, and when it ends by time.monotonic(), in seconds."""

    secret: str
    life: float
    end: float


def get_token(audience: str, seconds: int) -> Token:
    """Asks STS for a token.

    What it says of its life is taken from the token itself and counted from now on, so that a wrong clock on
    this machine does not matter. It is a shorter one where the role's session ends soon.
    """
    asked = time.monotonic()
    try:
        sts = boto3.client(
            "sts",
            region_name=os.environ.get("AWS_REGION") or None,
            config=Config(connect_timeout=3, read_timeout=5, retries={"total_max_attempts": 2}),
        )
        answer = sts.get_web_identity_token(
            Audience=[audience], SigningAlgorithm="ES384", DurationSeconds=seconds
        )
    except ClientError as error:
        about = error.response["Error"]
        if about["Code"] == "SessionDurationEscalationException" and seconds > SHORTEST:
            return get_token(audience, max(seconds // 2, SHORTEST))
        advice = ADVICE.get(about["Code"], f"{about['Code']}: {about['Message']}")
        raise NoToken(f"STS gives no token: {advice}") from None
    except BotoCoreError as error:
        raise NoToken(f"STS gives no token: {ADVICE.get(type(error).__name__, error)}") from None
    secret = answer["WebIdentityToken"]
    payload = secret.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    life = claims["exp"] - claims["iat"]
    return Token(secret, life, asked + life)
