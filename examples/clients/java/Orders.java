import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Publishes orders and takes them off a queue, for as long as it is left to run.
 *
 * <p>It opens another connection with a new token before the one that it has ends, and moves over: this works
 * with every version of the client, and with clients and protocols that can renew nothing. Refreshing, beside
 * this, renews the token on the open connection, for which it takes a client of today.
 */
class Orders {
  /** More unconfirmed messages than this, and the program waits with the next. */
  private static final int MOST_UNCONFIRMED = 1_000;

  /** A connection that lasted this long, in ns, was a good one: the next failure is the first again. */
  private static final long STEADY = TimeUnit.SECONDS.toNanos(30);

  /** How long a signal leaves for confirms and for closing, in ms: ECS and Kubernetes kill after 30 s. */
  private static final int LAST = 10_000;

  /** A moment that does not come, by System.nanoTime(). */
  protected static final long NEVER = System.nanoTime() + Long.MAX_VALUE / 2;

  protected static final String AUDIENCE = System.getenv().getOrDefault("AUDIENCE", "");
  protected static final int SECONDS = setting("TOKEN_SECONDS", 900);
  private static final int INTERVAL = setting("INTERVAL_MS", 1_000);

  private final ConnectionFactory factory;
  private final Publisher publisher = new Publisher();
  private final Semaphore changes = new Semaphore(0); // what the loop is woken by
  private volatile boolean stopping;
  private Connection connection;
  private AtomicReference<String> lost; // why the connection is of no use any more, or null
  private long opened; // by System.nanoTime()
  private int failures; // since a connection lasted
  private long renewal; // when to renew the token, by System.nanoTime()
  private long retry; // after how many nanoseconds to try it again
  private volatile boolean connected;

  protected Orders(ConnectionFactory factory) {
    this.factory = factory;
  }

  public static void main(String[] arguments) throws Exception {
    start(Orders::new);
  }

  protected static void start(Function<ConnectionFactory, Orders> program) throws Exception {
    String address = System.getenv().getOrDefault("AMQP_URL", "");
    if (address.isEmpty() || AUDIENCE.isEmpty())
      fail("AMQP_URL (amqps://HOST:5671/VHOST) and AUDIENCE have to be set");
    Orders orders;
    try {
      orders = program.apply(factoryFor(URI.create(address)));
    } catch (GeneralSecurityException | IOException error) {
      fail("CA_FILE: " + reason(error));
      return;
    } catch (IllegalArgumentException | URISyntaxException error) {
      fail("AMQP_URL (amqps://HOST:5671/VHOST) is no address of a broker: " + error.getMessage());
      return;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> orders.end(ended)));
    try {
      orders.run();
    } catch (RuntimeException error) {
      error.printStackTrace(); // a fault of the program: the client's threads would keep it alive
      Runtime.getRuntime().halt(1);
    }
    ended.countDown();
    System.exit(1); // or with what the hook says
  }

  /** Ends the program: what is confirmed by then is confirmed, and what is not done goes back to the queue. */
  private void end(CountDownLatch ended) {
    stopping = true;
    changes.release();
    await(ended, LAST); // the broker may be gone, and confirm nothing more
    int left = publisher.unconfirmed();
    if (connected) say(left == 0 ? "stopped" : "stopped; messages not confirmed: " + left);
    Runtime.getRuntime().halt(connected && left == 0 ? 0 : 1);
  }

  private void run() throws InterruptedException {
    try {
      connect();
    } catch (IOException | TimeoutException | IllegalStateException error) {
      // Something is set up wrongly, and waiting does not mend it.
      say("no connection: " + reason(error));
      return;
    }
    connected = true;
    say("connected");
    for (int id = 1; !stopping || publisher.unconfirmed() > 0; ) {
      if (lost.get() != null) reconnect();
      if (System.nanoTime() - renewal >= 0) renew();
      if (!stopping && publisher.unconfirmed() < MOST_UNCONFIRMED)
        publisher.publish(id++, "{}".getBytes(StandardCharsets.UTF_8));
      changes.tryAcquire(stopping ? 50 : INTERVAL, TimeUnit.MILLISECONDS);
    }
    connection.abort(LAST);
  }

  /** Opens a connection with a new token and moves over to it. What was there before stays open if it fails. */
  private void connect() throws IOException, TimeoutException, InterruptedException {
    long nextRenewal = credentials(factory);
    Connection next = factory.newConnection("orders (Java)");
    AtomicReference<String> problem = new AtomicReference<>();
    Consumer<String> fail =
        text -> {
          if (problem.compareAndSet(null, text)) changes.release(); // the first reason counts
        };
    try {
      Channel channel = next.createChannel();
      // A channel fails with its connection, or alone: there is one way to begin again.
      channel.addShutdownListener(cause -> fail.accept(reason(cause)));
      channel.basicQos(100);
      channel.basicConsume("orders.work", false, new Worker(channel, fail));
      publisher.use(channel, fail);
    } catch (IOException | ShutdownSignalException error) {
      next.abort(LAST);
      throw error instanceof IOException io ? io : new IOException(error);
    }
    // Its work that is not done goes back to the queue.
    if (connection != null) connection.abort(LAST);
    connection = next;
    lost = problem;
    opened = System.nanoTime();
    renewal = nextRenewal;
  }

  /** Gives the factory a new token. Returns when to renew it, by System.nanoTime(). */
  protected long credentials(ConnectionFactory factory) throws IOException, InterruptedException {
    Token token = Token.get(AUDIENCE, SECONDS);
    factory.setUsername("iam"); // any name does: the broker takes it from the token
    factory.setPassword(token.secret());
    retry = token.life().toNanos() / 20;
    // Well before the end, by chance: or all clients would come at once.
    double early = ThreadLocalRandom.current().nextDouble(0.2, 0.4);
    return token.end() - (long) (token.life().toNanos() * early);
  }

  private void renew() throws InterruptedException {
    try {
      connect();
      say("token renewed");
    } catch (IOException | TimeoutException error) {
      say("token not renewed: " + reason(error));
      renewal = System.nanoTime() + retry; // the old one still lives for a while
    }
  }

  private void reconnect() throws InterruptedException {
    if (System.nanoTime() - opened >= STEADY) failures = 0;
    String problem = "connection lost: " + lost.get();
    for (;;) {
      // A little more each time, and never the same: all clients lost theirs at the same moment.
      double wait = Math.min(250 * Math.pow(2, failures++), 30_000);
      wait *= ThreadLocalRandom.current().nextDouble(0.5, 1.5);
      say(problem + "; again in " + Math.round(wait / 100) / 10.0 + " s");
      Thread.sleep((long) wait);
      try {
        connect();
        say("connected again");
        return;
      } catch (IOException | TimeoutException | IllegalStateException error) {
        problem = "no connection: " + reason(error);
      }
    }
  }

  /** Works on orders. */
  private static final class Worker extends DefaultConsumer {
    private final Consumer<String> fail;

    Worker(Channel channel, Consumer<String> fail) {
      super(channel);
      this.fail = fail;
    }

    @Override
    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
        throws IOException {
      System.out.println("received " + properties.getMessageId());
      getChannel().basicAck(envelope.getDeliveryTag(), false); // not before the work is done
    }

    @Override
    public void handleCancel(String tag) {
      fail.accept("the broker ended the consumer");
    }
  }

  private static ConnectionFactory factoryFor(URI address)
      throws GeneralSecurityException, IOException, URISyntaxException {
    if (address.getHost() == null) throw new IllegalArgumentException(address + " names no host");
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(address);
    factory.setRequestedHeartbeat(30);
    factory.setConnectionTimeout(10_000);
    factory.setAutomaticRecoveryEnabled(false); // it would come back with the old token
    if (address.getScheme().equals("amqps")) {
      factory.useSslProtocol(trust(System.getenv("CA_FILE")));
      // Or the client would not check whose certificate it is; from 5.4 on factory.enableHostnameVerification()
      // does this, and older ones want Java to be run with -Djdk.tls.trustNameService=true beside it.
      factory.setSocketConfigurator(
          socket -> {
            if (socket instanceof SSLSocket secure) {
              SSLParameters parameters = secure.getSSLParameters();
              parameters.setEndpointIdentificationAlgorithm("HTTPS");
              secure.setSSLParameters(parameters);
            }
          });
    }
    return factory;
  }

  /** Trusts the certificates in a file, or those that Java trusts. */
  private static SSLContext trust(String file) throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    if (file == null || file.isEmpty()) {
      context.init(null, null, null);
      return context;
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (FileInputStream text = new FileInputStream(file)) {
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(text))
        store.setCertificateEntry("authority " + store.size(), one);
    }
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    context.init(null, trusted.getTrustManagers(), null);
    return context;
  }

  /** What is at the bottom of an exception of the client. */
  private static String reason(Throwable error) {
    while (error.getCause() != null) error = error.getCause();
    if (error instanceof ShutdownSignalException closed) {
      if (closed.getReason() instanceof AMQP.Connection.Close told) return told.getReplyText();
      if (closed.getReason() instanceof AMQP.Channel.Close told) return told.getReplyText();
    }
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }

  private static int setting(String name, int usual) {
    String text = System.getenv(name);
    try {
      int value = text == null || text.isEmpty() ? usual : Integer.parseInt(text);
      if (value >= 1) return value;
    } catch (NumberFormatException error) {
      // told below
    }
    fail(name + " has to be a number from 1");
    return usual;
  }

  private static void await(CountDownLatch latch, long milliseconds) {
    try {
      latch.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException error) {
      Thread.currentThread().interrupt();
    }
  }

  protected static void say(String text) {
    System.err.println(text);
  }

  protected static void fail(String text) {
    say(text);
    System.exit(1);
  }
}
