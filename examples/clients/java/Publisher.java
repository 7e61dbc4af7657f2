import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Publishes so that nothing is lost: what the broker has not confirmed when a connection is lost is published
 * again on the next one. A message may arrive twice then, with the same id. For one thread.
 */
final class Publisher {
  private final NavigableMap<Integer, byte[]> unconfirmed = new ConcurrentSkipListMap<>();
  private ConcurrentNavigableMap<Long, Integer> sent = new ConcurrentSkipListMap<>();
  private Channel channel;

  /**
   * Publishes on this channel from now on, once the one before has confirmed what it still can; fail is told
   * where the broker does not take a message.
   */
  void use(Channel next, Consumer<String> fail) throws IOException, InterruptedException {
    if (channel != null && channel.isOpen()) {
      try {
        channel.waitForConfirms(5_000);
      } catch (TimeoutException | ShutdownSignalException lost) {
        // What is not confirmed is published again.
      }
    }
    ConcurrentNavigableMap<Long, Integer> numbers = new ConcurrentSkipListMap<>();
    next.confirmSelect();
    next.addConfirmListener(
        new ConfirmListener() {
          @Override
          public void handleAck(long number, boolean multiple) {
            var about = multiple ? numbers.headMap(number, true) : numbers.subMap(number, true, number, true);
            about.values().forEach(Publisher.this::confirmed);
            about.clear();
          }

          @Override
          public void handleNack(long number, boolean multiple) {
            fail.accept("message nacked");
          }
        });
    next.addReturnListener(
        (code, text, exchange, key, properties, body) ->
            System.err.println("no queue takes messages with the key " + key));
    channel = next;
    sent = numbers;
    unconfirmed.forEach(this::send);
  }

  void publish(int id, byte[] body) {
    unconfirmed.put(id, body);
    send(id, body);
  }

  /** How many messages the broker has not confirmed yet. */
  int unconfirmed() {
    return unconfirmed.size();
  }

  private void confirmed(int id) {
    if (unconfirmed.remove(id) != null) System.out.println("confirmed " + id);
  }

  private void send(int id, byte[] body) {
    BasicProperties properties =
        MessageProperties.PERSISTENT_BASIC.builder().messageId(Integer.toString(id)).build();
    try {
      sent.put(channel.getNextPublishSeqNo(), id);
      channel.basicPublish("orders.events", "order.created", true, properties, body);
    } catch (IOException | ShutdownSignalException lost) {
      // The next channel publishes it.
    }
  }
}
