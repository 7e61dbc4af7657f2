package main

import (
	"context"
	"crypto/tls"
	"math/rand/v2"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// A connection that lasted this long was a good one: the next failure is the first again.
const steady = 30 * time.Second

// Connection stays: its token is renewed while it is open, and what is lost is opened again, with a new token.
type Connection struct {
	Address string // amqps://HOST:PORT/VHOST
	TLS     *tls.Config
	Name    string // what the broker shows
	Tokens  *Tokens
	// Called with each new channel, which is in confirm mode, and with what to call where it is of no use any more.
	OnChannel func(channel *amqp.Channel, fail func(error)) error
	Log       func(format string, values ...any)
}

// link is one connection of the library, with its first token.
type link struct {
	connection *amqp.Connection
	token      Token
	lost       chan error
}

// Run keeps the connection until the context ends. It returns an error where the first connection fails:
// something is set up wrongly then, and waiting does not mend it.
func (c *Connection) Run(ctx context.Context) error {
	current, err := c.open(ctx)
	if err != nil {
		return err
	}
	c.Log("connected")
	failures := 0
	for {
		opened := time.Now()
		err = c.keep(ctx, current)
		if ctx.Err() != nil {
			return current.connection.Close()
		}
		if time.Since(opened) >= steady {
			failures = 0
		}
		for problem := "connection lost"; err != nil; problem = "no connection" {
			wait := retryAfter(failures)
			failures++
			c.Log("%s: %v; again in %.1f s", problem, err, wait.Seconds())
			if !sleep(ctx, wait) {
				return nil
			}
			current, err = c.open(ctx)
		}
		c.Log("connected again")
	}
}

func (c *Connection) open(ctx context.Context) (*link, error) {
	token, err := c.Tokens.Get(ctx)
	if err != nil {
		return nil, err
	}
	properties := amqp.NewConnectionProperties()
	properties.SetClientConnectionName(c.Name)
	connection, err := amqp.DialConfig(c.Address, amqp.Config{
		// Any name does: the broker takes it from the token.
		SASL:            []amqp.Authentication{&amqp.PlainAuth{Username: "iam", Password: token.Secret}},
		TLSClientConfig: c.TLS,
		Heartbeat:       30 * time.Second,
		Dial:            amqp.DefaultDial(10 * time.Second),
		Properties:      properties,
	})
	if err != nil {
		return nil, err
	}
	closed := connection.NotifyClose(make(chan *amqp.Error, 1))
	lost := make(chan error, 1)
	// What fails takes the connection along, so that there is one way to begin again. The first reason counts.
	fail := func(reason error) {
		select {
		case lost <- reason:
			_ = connection.Close()
		default:
		}
	}
	channel, err := connection.Channel()
	if err == nil {
		err = channel.Confirm(false)
	}
	if err != nil {
		_ = connection.Close()
		return nil, err
	}
	failed := channel.NotifyClose(make(chan *amqp.Error, 1))
	if err = c.OnChannel(channel, fail); err != nil {
		_ = connection.Close()
		return nil, err
	}
	go func() {
		var reason *amqp.Error
		select {
		case reason = <-closed:
		case reason = <-failed:
		}
		if reason == nil {
			reason = amqp.ErrClosed
		}
		fail(reason)
	}()
	return &link{connection, token, lost}, nil
}

// keep renews the token of a connection again and again, until that is lost. It returns why.
func (c *Connection) keep(ctx context.Context, current *link) error {
	token := current.token
	renewal := time.NewTimer(renewAfter(token))
	defer renewal.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case reason := <-current.lost:
			return reason
		case <-renewal.C:
		}
		next, err := c.Tokens.Get(ctx)
		if err == nil {
			err = current.connection.UpdateSecret(next.Secret, "token renewed")
		}
		if err != nil {
			c.Log("token not renewed: %v", err)
			renewal.Reset(token.Life / 20) // the old one still lives for a while
			continue
		}
		c.Log("token renewed")
		token = next
		renewal.Reset(renewAfter(token))
	}
}

// renewAfter is how long to wait before a token is renewed: by chance, or all clients would come at once.
func renewAfter(token Token) time.Duration {
	return time.Until(token.End) - between(token.Life/5, token.Life*2/5)
}

// retryAfter is how long to wait before the next attempt: more each time, and by chance, as all clients lost theirs.
func retryAfter(failures int) time.Duration {
	wait := min(250*time.Millisecond<<min(failures, 7), 30*time.Second)
	return between(wait/2, wait*3/2)
}

func between(least, most time.Duration) time.Duration {
	return least + rand.N(most-least+1)
}

// sleep waits, and says whether the context lasted.
func sleep(ctx context.Context, wait time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(wait):
		return true
	}
}
