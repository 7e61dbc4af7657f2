package main

import (
	"context"
	"errors"
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Publisher publishes so that nothing is lost: what the broker has not confirmed when a connection is lost is
// published again on the next one. A message may arrive twice then, with the same id.
type Publisher struct {
	mutex   sync.Mutex
	channel *amqp.Channel
	fail    func(error)
	next    chan struct{} // closed when there is another channel
}

// NewPublisher makes one that waits for its first channel.
func NewPublisher() *Publisher {
	return &Publisher{next: make(chan struct{})}
}

// Use publishes on this channel from now on, and calls fail where the broker does not take a message.
func (p *Publisher) Use(channel *amqp.Channel, fail func(error)) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.channel, p.fail = channel, fail
	close(p.next)
	p.next = make(chan struct{})
}

// Publish returns when the broker has confirmed the message, if need be on a later connection.
func (p *Publisher) Publish(ctx context.Context, exchange, key string, message amqp.Publishing) error {
	for {
		p.mutex.Lock()
		channel, fail, next := p.channel, p.fail, p.next
		p.mutex.Unlock()
		if channel != nil && confirmed(ctx, channel, fail, exchange, key, message) {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-next:
		}
	}
}

func confirmed(ctx context.Context, channel *amqp.Channel, fail func(error), exchange, key string,
	message amqp.Publishing) bool {
	confirmation, err := channel.PublishWithDeferredConfirmWithContext(ctx, exchange, key, true, false, message)
	if err != nil {
		return false
	}
	acknowledged, err := confirmation.WaitContext(ctx)
	if err == nil && !acknowledged && !channel.IsClosed() { // with a closed channel all waiting ends so
		fail(errors.New("message nacked"))
	}
	return acknowledged
}
