package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.MalformedBody;
import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What each call passes first: the token, the limits, the scopes; and what each refusal looks like.
 */
final class Gateway {
  private final Router router;
  private final Limits limits;
  private final InstantSource clock;
  private final AccessTokens tokens;

  Gateway(Router router, Limits limits, InstantSource clock, AccessTokens tokens) {
    this.tokens = tokens;
    this.router = router;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Answers a call. A person in the vendor's screens uses no API calls, so none are counted; nor
   * are those that need no token: an app's way to one, and what people send through forms.
   */
  Reply serve(Request request) {
    String correlationId = correlationId();
    if (isOpen(request.path())) {
      return answer(request, correlationId);
    }
    Grant grant = tokens.of(request);
    if (grant == null) {
      return Refusals.unauthorized(correlationId);
    }
    Instant now = clock.instant();
    if (grant.expiresAt() != null && grant.isExpired(now)) {
      return Refusals.expired(grant.expiresAt(), now, correlationId);
    }
    if (grant.author().userId() != null) {
      return answer(request, correlationId);
    }
    Limits.Verdict verdict = limits.take(request.path(), now);
    if (verdict.refusal() != null) {
      return verdict.refusal();
    }
    List<String> anyOf = Scopes.anyOf(request);
    Reply reply =
        grant.allows(anyOf)
            ? answer(request, correlationId)
            : Refusals.missingScopes(anyOf, correlationId);
    return reply.withHeaders(verdict.headers());
  }

  /** It only has to differ from call to call, so it need not wait for the system's randomness. */
  private static String correlationId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static boolean isOpen(String path) {
    return path.startsWith("/oauth/") || path.startsWith("/submissions/v3/integration/submit/");
  }

  private Reply answer(Request request, String correlationId) {
    Reply reply;
    try {
      reply = router.route(request);
    } catch (UnknownPath unknown) {
      reply = unknownPath();
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
