package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.Json;
import io.leadloop.sandbox.MalformedBody;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each call passes first: the token, then the limits; and what each refusal looks like. */
final class Gateway {
  private final Router router;
  private final Limits limits;
  private final InstantSource clock;

  Gateway(Router router, Limits limits, InstantSource clock) {
    this.router = router;
    this.limits = limits;
    this.clock = clock;
  }

  /** Answers a call. A person in the vendor's screens uses no API calls, so none are counted. */
  Reply serve(Request request) {
    String correlationId = UUID.randomUUID().toString();
    Author author = Tokens.author(request);
    if (author == null) {
      return unauthorized(correlationId);
    }
    if (author.userId() != null) {
      return answer(request, correlationId);
    }
    Limits.Verdict verdict = limits.take(request.path(), clock.instant());
    return verdict.refusal() == null
        ? answer(request, correlationId).withHeaders(verdict.headers())
        : verdict.refusal();
  }

  private Reply answer(Request request, String correlationId) {
    Reply reply;
    try {
      reply = router.route(request);
    } catch (ApiProblem problem) {
      reply = Reply.json(problem.status(), problem.json(correlationId));
    } catch (MalformedBody malformed) {
      ApiProblem problem =
          ApiProblem.of(400, null, "Invalid input JSON: " + firstLine(malformed.getMessage()));
      reply = Reply.json(400, problem.json(correlationId));
    }
    return reply.withHeader("x-hubspot-correlation-id", correlationId);
  }

  private static String firstLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  private static Reply unauthorized(String correlationId) {
    return Reply.json(
        401,
        Json.object()
            .put("status", "error")
            .put(
                "message",
                "Authentication credentials not found. This API supports OAuth 2.0 authentication"
                    + " and you can find more details at"
                    + " https://developers.hubspot.com/docs/methods/auth/oauth-overview")
            .put("correlationId", correlationId)
            .put("category", "INVALID_AUTHENTICATION"));
  }

  /** The page that the vendor's servers send for a path that they do not know. */
  static Reply unknownPath() {
    return Reply.text(
        404,
        "text/html;charset=utf-8",
        """
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
        <title>Error 404 Not Found</title>
        </head>
        <body><h2>HTTP ERROR 404 Not Found</h2></body>
        </html>
        """);
  }
}
