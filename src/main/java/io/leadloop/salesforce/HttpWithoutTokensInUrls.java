package io.leadloop.salesforce;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.SalesforceHttpClient;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The component's HTTP client, but for one request: it gives a session back by {@code GET
 * /services/oauth2/revoke?token=...}, and a URL ends up in the logs of proxies. Salesforce takes
 * the token in the body of a POST as well.
 */
// Jetty declares close() so that it may be interrupted; nothing closes this by try.
@SuppressWarnings("try")
final class HttpWithoutTokensInUrls extends SalesforceHttpClient {
  private static final String REVOKE = "/services/oauth2/revoke";
  private static final String TOKEN = "token=";
  private static final int WORKERS = 10;
  private static final int WORKERS_MAX = 20;

  private HttpWithoutTokensInUrls(
      CamelContext camel, ExecutorService workers, SslContextFactory.Client tls) {
    super(camel, workers, tls);
  }

  /** A client as the component makes it for itself, with the component's own timeouts later. */
  static HttpWithoutTokensInUrls of(CamelContext camel) {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    try {
      tls.setSslContext(new SSLContextParameters().createSSLContext(camel));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java platform cannot do TLS.", e);
    }
    ExecutorService workers =
        camel
            .getExecutorServiceManager()
            .newThreadPool(HttpWithoutTokensInUrls.class, "salesforce", WORKERS, WORKERS_MAX);
    return new HttpWithoutTokensInUrls(camel, workers, tls);
  }

  @Override
  public Request newRequest(URI uri) {
    String query = uri.getRawQuery();
    if (!REVOKE.equals(uri.getPath()) || query == null || !query.startsWith(TOKEN)) {
      return super.newRequest(uri);
    }
    // The component puts the token there as it is, without encoding it.
    Fields form = new Fields();
    form.put("token", query.substring(TOKEN.length()));
    return super.newRequest(uri.resolve(REVOKE))
        .method(HttpMethod.POST)
        .body(new FormRequestContent(form));
  }
}
