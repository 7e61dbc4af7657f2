import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.DefaultCredentialsRefreshService.DefaultCredentialsRefreshServiceBuilder;
import com.rabbitmq.client.impl.RefreshProtectedCredentialsProvider;
import java.io.IOException;
import java.time.Duration;

/**
 * The same program for a client of today: the client's own refresh service renews the token on the open
 * connection. Start this class instead of Orders.
 */
final class Refreshing extends Orders {
  private Refreshing(ConnectionFactory factory) {
    super(factory);
    factory.setCredentialsProvider(new Provider());
    factory.setCredentialsRefreshService(
        new DefaultCredentialsRefreshServiceBuilder()
            .refreshDelayStrategy(Refreshing::delay)
            // A connection that is opened just then gets a new token.
            .approachingExpirationStrategy(left -> left.toMillis() < SECONDS * 200L)
            .build());
  }

  public static void main(String[] arguments) throws Exception {
    start(Refreshing::new);
  }

  /** Well before the end, by chance: or all clients would come at once. */
  private static Duration delay(Duration left) {
    double part = 0.6 + 0.2 * Math.random();
    return Duration.ofSeconds(Math.max((long) (left.toSeconds() * part), 1));
  }

  /** The client asks the provider below. */
  @Override
  protected long credentials(ConnectionFactory factory) {
    return NEVER;
  }

  private static final class Provider extends RefreshProtectedCredentialsProvider<Token> {
    private Token last;

    /** Where STS gives none, the one that it has serves for a while, and the service asks again soon. */
    @Override
    protected Token retrieveToken() {
      try {
        last = Token.get(AUDIENCE, SECONDS);
        say("a new token");
      } catch (IOException error) {
        say("token not renewed: " + error.getMessage());
        if (last == null) throw new IllegalStateException(error.getMessage());
      } catch (InterruptedException error) {
        Thread.currentThread().interrupt();
      }
      return last;
    }

    @Override
    protected String usernameFromToken(Token token) {
      return "iam"; // any name does: the broker takes it from the token
    }

    @Override
    protected String passwordFromToken(Token token) {
      return token.secret();
    }

    @Override
    protected Duration timeBeforeExpiration(Token token) {
      return Duration.ofNanos(Math.max(token.end() - System.nanoTime(), 0));
    }
  }
}
