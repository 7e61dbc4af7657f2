// Publishes orders and takes them off a queue, for as long as it is left to run.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"syscall"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// More unconfirmed messages than this, and the program waits with the next.
const mostUnconfirmed = 1000

// How long a signal leaves for confirms and for closing: ECS and Kubernetes kill after 30 seconds.
const last = 10 * time.Second

func main() {
	address, audience := os.Getenv("AMQP_URL"), os.Getenv("AUDIENCE")
	if address == "" || audience == "" {
		fail("AMQP_URL (amqps://HOST:5671/VHOST) and AUDIENCE have to be set")
	}
	if _, err := amqp.ParseURI(address); err != nil {
		fail("AMQP_URL (amqps://HOST:5671/VHOST) is no address of a broker: %v", err)
	}
	interval, seconds := number("INTERVAL_MS", 1000), number("TOKEN_SECONDS", 900)
	// Signals end the publishing, and what is published ends the connection.
	publishing, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	connected, disconnect := context.WithCancel(context.Background())

	tokens, err := NewTokens(connected, audience, int32(seconds))
	if err != nil {
		fail("no connection: %v", err)
	}
	publisher := NewPublisher()
	connection := &Connection{
		Address: address,
		TLS:     authority(os.Getenv("CA_FILE")),
		Name:    "orders (Go)",
		Tokens:  tokens,
		Log:     say,
		OnChannel: func(channel *amqp.Channel, fail func(error)) error {
			if err := channel.Qos(100, 0, false); err != nil {
				return err
			}
			deliveries, err := channel.Consume("orders.work", "", false, false, false, false, nil)
			if err != nil {
				return err
			}
			returned := channel.NotifyReturn(make(chan amqp.Return, 1))
			go func() {
				for message := range returned {
					say("no queue takes messages with the key %s", message.RoutingKey)
				}
			}()
			go func() {
				for message := range deliveries {
					fmt.Println("received", message.MessageId)
					_ = message.Ack(false) // not before the work is done
				}
				if !channel.IsClosed() {
					fail(errors.New("the broker ended the consumer"))
				}
			}()
			publisher.Use(channel, fail)
			return nil
		},
	}
	ended := make(chan error, 1)
	go func() { ended <- connection.Run(connected) }()

	var unconfirmed sync.WaitGroup
	places := make(chan struct{}, mostUnconfirmed)
	ticks := time.NewTicker(time.Duration(interval) * time.Millisecond)
	for id := 1; publishing.Err() == nil; id++ {
		select {
		case err := <-ended:
			fail("no connection: %v", err)
		case <-publishing.Done():
			continue
		case <-ticks.C:
		}
		select {
		case <-publishing.Done():
			continue
		case places <- struct{}{}:
		}
		unconfirmed.Add(1)
		go func(id string) {
			defer unconfirmed.Done()
			message := amqp.Publishing{DeliveryMode: amqp.Persistent, MessageId: id, Body: []byte("{}")}
			if publisher.Publish(connected, "orders.events", "order.created", message) == nil {
				fmt.Println("confirmed", id)
			}
			<-places
		}(strconv.Itoa(id))
	}
	closed := make(chan struct{})
	go func() {
		unconfirmed.Wait()
		disconnect()
		<-ended
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(last): // the broker may be gone, and confirm nothing more
	}
	if left := len(places); left > 0 {
		fail("stopped; messages not confirmed: %d", left)
	}
	say("stopped")
}

// authority trusts the certificates in a file beside those that the system trusts.
func authority(file string) *tls.Config {
	if file == "" {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		fail("CA_FILE: %v", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(text) {
		fail("CA_FILE: %s holds no certificate", file)
	}
	return &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
}

func number(name string, usual int) int {
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 1 {
		fail("%s has to be a number from 1", name)
	}
	return value
}

func say(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
}

func fail(format string, values ...any) {
	say(format, values...)
	os.Exit(1)
}
