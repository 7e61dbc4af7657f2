import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token for the broker: the password, how long it lives, and when it ends by System.nanoTime().
 *
 * <p>It is asked for with the JDK alone, by one signed request, and with the credentials in the environment.
 * With the AWS SDK for Java the method get is three lines, and finds credentials wherever AWS puts them.
 */
record Token(String secret, Duration life, long end) {
  /** STS gives no token; the message says what to do about it. */
  static final class NoToken extends IOException {
    NoToken(String about) {
      super("STS gives no token: " + about);
    }
  }

  /** What STS gives at least, in seconds. */
  private static final int SHORTEST = 60;

  private static final Map<String, String> ADVICE =
      Map.of(
          "AccessDenied",
          "the role may not get this token: audience, algorithm and duration have to be those of its policy",
          "OutboundWebIdentityFederationDisabledException",
          "outbound federation is off in this account:"
              + " aws iam enable-outbound-web-identity-federation turns it on",
          "SessionDurationEscalationException",
          "the session of the role ends before a token of a minute would",
          "JWTPayloadSizeExceededException",
          "the tags of the role make the token too large",
          "ExpiredToken",
          "the credentials have expired",
          "ExpiredTokenException",
          "the credentials have expired");

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();

  /**
   * Asks STS for a token. What it says of its life is taken from the token itself and counted from now on, so
   * that a wrong clock on this machine does not matter. It is a shorter one where the role's session ends soon.
   */
  static Token get(String audience, int seconds) throws IOException, InterruptedException {
    long asked = System.nanoTime();
    HttpResponse<String> answer;
    try {
      String body =
          form(
              new TreeMap<>(
                  Map.of(
                      "Action", "GetWebIdentityToken",
                      "Version", "2011-06-15",
                      "Audience.member.1", audience,
                      "SigningAlgorithm", "ES384",
                      "DurationSeconds", Integer.toString(seconds))));
      answer = HTTP.send(signed(body, Instant.now()), HttpResponse.BodyHandlers.ofString());
    } catch (GeneralSecurityException error) {
      throw new NoToken("the request cannot be signed: " + error.getMessage());
    } catch (NoToken error) {
      throw error;
    } catch (IOException error) {
      throw new NoToken("no answer; in a VPC without a way out, STS needs an endpoint of its own");
    }
    if (answer.statusCode() != 200) {
      String code = element(answer.body(), "Code");
      if (code.equals("SessionDurationEscalationException") && seconds > SHORTEST)
        return get(audience, Math.max(seconds / 2, SHORTEST));
      throw new NoToken(ADVICE.getOrDefault(code, code + ": " + element(answer.body(), "Message")));
    }
    String secret = element(answer.body(), "WebIdentityToken");
    String[] parts = secret.split("\\.");
    if (parts.length != 3) throw new NoToken("the answer holds none");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    Duration life = Duration.ofSeconds(number(claims, "exp") - number(claims, "iat"));
    return new Token(secret, life, asked + life.toNanos());
  }

  /** A request to STS, signed with Signature Version 4. */
  private static HttpRequest signed(String body, Instant now)
      throws GeneralSecurityException, NoToken {
    String region = environment("AWS_REGION", "no region: set AWS_REGION, as only regional endpoints give tokens");
    String noCredentials = "no credentials were found: this has to run as the role";
    String key = environment("AWS_ACCESS_KEY_ID", noCredentials);
    String secret = environment("AWS_SECRET_ACCESS_KEY", noCredentials);
    String session = System.getenv("AWS_SESSION_TOKEN");
    URI endpoint =
        URI.create(
            System.getenv()
                .getOrDefault("AWS_ENDPOINT_URL_STS", "https://sts." + region + ".amazonaws.com"));

    String time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now);
    String day = time.substring(0, 8);
    TreeMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    headers.put("host", endpoint.getAuthority());
    headers.put("x-amz-date", time);
    if (session != null) headers.put("x-amz-security-token", session);

    String names = String.join(";", headers.keySet());
    String lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    String canonical = String.join("\n", "POST", "/", "", lines, names, sha256(body));
    String scope = String.join("/", day, region, "sts", "aws4_request");
    byte[] signingKey = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) signingKey = hmac(signingKey, part);
    String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical));
    String signature = HexFormat.of().formatHex(hmac(signingKey, toSign));

    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve("/")).timeout(Duration.ofSeconds(10));
    headers.remove("host"); // the client says it itself
    headers.forEach(request::header);
    return request
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(key, scope, names, signature))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String environment(String name, String problem) throws NoToken {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) throw new NoToken(problem);
    return value;
  }

  private static String sha256(String text) throws GeneralSecurityException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text of an element of STS's answers, none of which stands twice. */
  private static String element(String xml, String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    return found.find() ? found.group(1) : "";
  }

  private static long number(String claims, String name) throws NoToken {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(claims);
    if (!found.find()) throw new NoToken("the token does not say how long it lives");
    return Long.parseLong(found.group(1));
  }
}
