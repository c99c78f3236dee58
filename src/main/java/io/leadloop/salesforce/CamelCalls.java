package io.leadloop.salesforce;

import io.leadloop.salesforce.RawReply.Stage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.SalesforceComponent;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.component.salesforce.internal.SalesforceSession;
import org.jspecify.annotations.Nullable;

/**
 * Makes single HTTP exchanges through camel-salesforce's raw operation, which keeps whole bodies in
 * both directions. The component logs in by itself at the first call, and again when the session
 * has expired. Thread-safe.
 */
final class CamelCalls {
  static final String COMPONENT = "salesforce";

  /** The component logs in at most three times within one call before it gives up. */
  private static final int ATTEMPTS_WITHIN_ONE_CALL = 4;

  /** Room for the URL of a query; longer queries travel in the body of a composite. */
  private static final int REQUEST_HEADER_BYTES_MAX = 128 * 1024;

  private final CamelContext camel;
  private final SalesforceComponent component;
  private final ProducerTemplate template;
  private final Duration waitMax;
  private final AtomicInteger logins = new AtomicInteger();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final AtomicReference<@Nullable Instant> answeredAt = new AtomicReference<>();

  private CamelCalls(CamelContext camel, SalesforceComponent component, Duration waitMax) {
    this.camel = camel;
    this.component = component;
    this.template = camel.createProducerTemplate();
    this.waitMax = waitMax;
  }

  /** Adds the component to a context, started or not; nothing is sent yet. */
  static CamelCalls open(CamelContext camel, SalesforceSettings settings) {
    Timeouts timeouts = settings.timeouts();
    SalesforceComponent component = new SalesforceComponent();
    component.setLoginConfig(new LoginConfig(settings));
    component.setHttpClientConnectionTimeout(timeouts.connect().toMillis());
    component.setHttpClientIdleTimeout(timeouts.idle().toMillis());
    component.setHttpRequestTimeout(timeouts.request().toMillis());
    component.setHttpMaxContentLength(settings.batchSizes().answerBytesMax());
    component.setHttpRequestBufferSize(REQUEST_HEADER_BYTES_MAX);
    SalesforceEndpointConfig config = new SalesforceEndpointConfig();
    config.setApiVersion(settings.apiVersion());
    config.setHttpClient(HttpWithoutTokensInUrls.of(camel));
    component.setConfig(config);
    camel.addComponent(COMPONENT, component);
    return new CamelCalls(
        camel, component, timeouts.request().multipliedBy(ATTEMPTS_WITHIN_ONE_CALL));
  }

  /** Makes one exchange and waits for its end. Never throws for what the other end does. */
  RawReply send(Call call) {
    listen();
    Endpoint endpoint =
        camel.getEndpoint(
            COMPONENT
                + ":raw?format=JSON&rawMethod="
                + call.method()
                + "&rawPath="
                + URLEncoder.encode(call.path(), StandardCharsets.UTF_8));
    Exchange exchange = endpoint.createExchange();
    call.headers().forEach((name, value) -> exchange.getIn().setHeader(name, value));
    if (call.body() != null) {
      exchange.getIn().setBody(Json.bytes(call.body()));
    }
    try {
      // The component's own timeout covers what HTTP can do; this one covers an exchange that the
      // component forgets.
      template.asyncSend(endpoint, exchange).get(waitMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new RawReply(0, "", null, Stage.SENT, e);
    } catch (TimeoutException e) {
      return new RawReply(0, "", null, Stage.SENT, e);
    } catch (ExecutionException e) {
      return new RawReply(0, "", null, Stage.SENT, e.getCause());
    }
    return reply(exchange);
  }

  /** The header {@code Date} of the last answer; empty when it had none. */
  Optional<Instant> lastAnsweredAt() {
    return Optional.ofNullable(answeredAt.get());
  }

  /** How many logins were made since this was last asked. */
  int takeLogins() {
    return logins.getAndSet(0);
  }

  /**
   * The id of the user that we log in as: the end of the identity URL that the login answers with.
   * Empty before the first login.
   */
  Optional<String> userId() {
    SalesforceSession session = component.getSession();
    String identity = session == null ? null : session.getId();
    if (identity == null) {
      return Optional.empty();
    }
    String id = identity.substring(identity.lastIndexOf('/') + 1);
    return SalesforceId.isId(id) ? Optional.of(SalesforceId.full(id)) : Optional.empty();
  }

  private RawReply reply(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    String limitInfo = exchange.getMessage().getHeader("Sforce-Limit-Info", String.class);
    Exception failed = exchange.getException();
    if (failed == null) {
      return new RawReply(200, text, limitInfo, Stage.SENT, null);
    }
    SalesforceException answered = exchange.getException(SalesforceException.class);
    int status = answered == null ? 0 : answered.getStatusCode();
    Throwable root = rootOf(failed);
    if (isLogin(answered)) {
      return new RawReply(status, text, limitInfo, Stage.LOGIN, root);
    }
    // An error status counts even when what followed it was cut: Jetty takes a last 401 without
    // WWW-Authenticate for a failure, and Salesforce never sends that header.
    if (status >= 300) {
      return new RawReply(status, text, limitInfo, Stage.SENT, null);
    }
    return new RawReply(0, text, limitInfo, notConnected(root) ? Stage.CONNECT : Stage.SENT, root);
  }

  /** Only a failed login leaves a list of errors here: the raw operation does not parse others. */
  private boolean isLogin(@Nullable SalesforceException answered) {
    if (component.getSession() == null || component.getSession().getAccessToken() == null) {
      return true;
    }
    if (answered == null) {
      return false;
    }
    boolean hasErrors = answered.getErrors() != null && !answered.getErrors().isEmpty();
    String message = answered.getMessage();
    return hasErrors || (message != null && message.startsWith("Login error"));
  }

  private static boolean notConnected(Throwable root) {
    return root instanceof ConnectException
        || root instanceof UnknownHostException
        || root instanceof UnresolvedAddressException
        || root instanceof SSLHandshakeException
        || (root instanceof SocketTimeoutException
            && String.valueOf(root.getMessage()).contains("Connect"));
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private void listen() {
    SalesforceSession session = component.getSession();
    SalesforceHttpClient http = component.getHttpClient();
    if (session == null || http == null || !listening.compareAndSet(false, true)) {
      return;
    }
    session.addListener(
        new SalesforceSession.SalesforceSessionListener() {
          @Override
          public void onLogin(String accessToken, String instanceUrl) {
            logins.incrementAndGet();
          }

          @Override
          public void onLogout() {
            // The next call logs in again by itself.
          }
        });
    // The component itself hands over Salesforce's own headers alone.
    http.getRequestListeners()
        .addQueuedListener(
            request ->
                request.onResponseHeaders(
                    response -> answeredAt.set(time(response.getHeaders().get("Date")))));
  }

  private static @Nullable Instant time(@Nullable String header) {
    try {
      return header == null
          ? null
          : DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
