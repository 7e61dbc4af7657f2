package main

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Connection stays: its token is renewed while it is open, and what is lost is opened again, with a new token.
type Connection struct {
	Address string // amqps://HOST:PORT/VHOST
	TLS     *tls.Config
	Name    string // what the broker shows
	Tokens  *Tokens
	// Called with each new channel, which is in confirm mode.
	OnChannel func(*amqp.Channel) error
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
	for {
		err = c.keep(ctx, current)
		if ctx.Err() != nil {
			return current.connection.Close()
		}
		c.Log("connection lost: %v", err)
		for failures := 0; ; failures++ {
			// A little more each time, and never the same: all clients lost theirs at the same moment.
			wait := min(250*time.Millisecond<<min(failures, 7), 30*time.Second)
			if !sleep(ctx, between(wait/2, wait*3/2)) {
				return nil
			}
			if current, err = c.open(ctx); err == nil {
				break
			}
			c.Log("no connection: %v", err)
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
	channel, err := connection.Channel()
	if err == nil {
		err = channel.Confirm(false)
	}
	if err == nil {
		err = c.OnChannel(channel)
	}
	if err != nil {
		_ = connection.Close()
		return nil, err
	}
	lost := make(chan error, 1)
	failed := channel.NotifyClose(make(chan *amqp.Error, 1))
	go func() {
		// A channel that fails takes the connection along, so that there is one way to begin again.
		var reason *amqp.Error
		select {
		case reason = <-closed:
		case reason = <-failed:
			_ = connection.Close()
		}
		if reason == nil {
			lost <- errors.New("closed")
		} else {
			lost <- reason
		}
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
