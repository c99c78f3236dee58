package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vendor takes at most 16,384 bytes of URI and headers. A longer query has to travel in the
 * body of a composite call.
 */
final class RequestSize {
  private static final int BYTES_MAX = 16_384;
  private static final String BODY = "<h1>Bad Message %d</h1><pre>reason: %s</pre>";

  private RequestSize() {}

  /** The answer to a request that is too long; null when it is not. */
  static @Nullable Reply refuse(Request request) {
    int uri = request.path().length();
    for (Map.Entry<String, List<String>> parameter : request.query().entrySet()) {
      for (String value : parameter.getValue()) {
        uri += 2 + encodedLength(parameter.getKey()) + encodedLength(value);
      }
    }
    if (uri > BYTES_MAX) {
      return Reply.text(414, "text/html;charset=iso-8859-1", BODY.formatted(414, "URI Too Long"));
    }
    int headers = 0;
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      headers += header.getKey().length() + header.getValue().length() + 4;
    }
    return uri + headers > BYTES_MAX
        ? Reply.text(
            431,
            "text/html;charset=iso-8859-1",
            BODY.formatted(431, "Request Header Fields Too Large"))
        : null;
  }

  private static int encodedLength(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).length();
  }
}
