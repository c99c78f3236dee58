package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.leadloop.lead.Side;
import io.leadloop.salesforce.RawReply.Stage;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.DailyBudget;
import io.leadloop.sync.Lane;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * One Salesforce org over HTTP. Judges every answer, repeats what only reads, stops calling for a
 * while when Salesforce keeps failing, and counts each call. Thread-safe.
 */
public final class SalesforceConnection {
  private final CamelCalls camel;
  private final CallLog calls;
  private final Retry retry;
  private final CircuitBreaker breaker;
  private final AtomicReference<@Nullable ApiUsage> usage = new AtomicReference<>();
  private final DailyBudget budget;

  private SalesforceConnection(
      CamelCalls camel, RetrySettings settings, CallLog calls, InstantSource clock) {
    this.budget = new DailyBudget(clock);
    this.camel = camel;
    this.calls = calls;
    this.retry =
        Retry.of(
            "salesforce",
            RetryConfig.<Answer>custom()
                .maxAttempts(settings.attemptsMax())
                .intervalFunction(
                    IntervalFunction.ofExponentialRandomBackoff(settings.pause(), 2.0, 0.5))
                .retryOnResult(SalesforceConnection::isVendorFailure)
                .retryOnException(thrown -> false)
                .build());
    this.breaker =
        CircuitBreaker.of(
            "salesforce",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.callsWatched())
                .minimumNumberOfCalls(settings.callsWatched())
                .failureRateThreshold(settings.failedPercentMax())
                .waitDurationInOpenState(settings.openFor())
                .recordResult(answer -> isVendorFailure((Answer) answer))
                .build());
  }

  /**
   * Adds the component {@code salesforce} to a Camel context, started or not. Nothing is sent
   * before the first call, so the org need not be reachable now.
   */
  public static SalesforceConnection open(
      CamelContext camel, SalesforceSettings settings, CallLog calls) {
    return open(camel, settings, calls, InstantSource.system());
  }

  /**
   * The same.
   *
   * @param clock for the calls of a day
   */
  public static SalesforceConnection open(
      CamelContext camel, SalesforceSettings settings, CallLog calls, InstantSource clock) {
    return new SalesforceConnection(
        CamelCalls.open(camel, settings), settings.retry(), calls, clock);
  }

  /** What Salesforce last said about the API requests of this day; empty before the first call. */
  public Optional<ApiUsage> usage() {
    return Optional.ofNullable(usage.get());
  }

  /** The 18-character id of the user that we log in as; empty before the first call. */
  public Optional<String> ownUserId() {
    return camel.userId();
  }

  /** The header {@code Date} of the last answer; empty when it had none. */
  Optional<Instant> lastAnsweredAt() {
    return camel.lastAnsweredAt();
  }

  /**
   * Makes a call. What the other end does never throws: it is the answer.
   *
   * @throws io.leadloop.store.StoreException when it was not permitted; then it was not made
   */
  Answer send(Call call, Lane lane) {
    call.permit().check();
    Supplier<Answer> guarded = CircuitBreaker.decorateSupplier(breaker, () -> attempt(call, lane));
    try {
      return call.changes() ? guarded.get() : Retry.decorateSupplier(retry, guarded).get();
    } catch (CallNotPermittedException e) {
      return new Answer.Refused(
          failure(
              Kind.UNAVAILABLE,
              "CIRCUIT_OPEN",
              call,
              "it failed so often that no calls are made for a while",
              null));
    }
  }

  private Answer attempt(Call call, Lane lane) {
    if (!budget.lets(lane)) {
      return new Answer.Refused(
          failure(Kind.LIMIT, VendorError.DAILY_LIMIT, call, budget.why(), null));
    }
    RawReply reply = camel.send(call);
    ApiUsage.parse(reply.limitInfo())
        .ifPresent(
            said -> {
              usage.set(said);
              long left = Math.max(0, said.max() - said.used());
              calls.left(Side.SALESFORCE, left, said.max());
              budget.left(left, said.max());
            });
    for (int logins = camel.takeLogins(); logins > 0; logins--) {
      calls.called(Side.SALESFORCE, "login", lane, "ok");
    }
    Answer answer = judge(call, reply);
    if (answer instanceof Answer.Refused refused
        && refused.why().code().equals(VendorError.DAILY_LIMIT)) {
      budget.spent();
    }
    if (reply.stage() == Stage.LOGIN) {
      calls.called(Side.SALESFORCE, "login", lane, outcome(call, answer));
    } else {
      calls.called(Side.SALESFORCE, call.operation(), lane, outcome(call, answer));
    }
    return answer;
  }

  private static Answer judge(Call call, RawReply reply) {
    Throwable failure = reply.failure();
    if (reply.stage() == Stage.LOGIN) {
      return new Answer.Refused(loginFailed(call, reply));
    }
    if (failure != null) {
      CrmException why = failure(Kind.UNAVAILABLE, "NO_ANSWER", call, describe(failure), failure);
      return reply.stage() == Stage.CONNECT ? new Answer.Refused(why) : new Answer.Lost(why);
    }
    if (reply.status() != 200) {
      VendorError error = VendorError.parse(reply.status(), reply.body());
      CrmException why = error.exception(call.what());
      return error.isServerFailure() ? new Answer.Lost(why) : new Answer.Refused(why);
    }
    try {
      JsonNode json = Json.parse(reply.body());
      return call.promised().test(json)
          ? new Answer.Body(json)
          : garbled(call, "the answer has another shape than promised", null);
    } catch (IOException e) {
      // Jackson quotes the text around the fault, which may be anybody's data.
      return garbled(call, "the answer is not whole JSON", null);
    }
  }

  private static Answer garbled(Call call, String reason, @Nullable Throwable cause) {
    return new Answer.Lost(failure(Kind.GARBLED, "GARBLED", call, reason, cause));
  }

  private static CrmException loginFailed(Call call, RawReply reply) {
    boolean refused = reply.status() >= 400 && reply.status() < 500;
    return failure(
        refused ? Kind.CREDENTIALS : Kind.UNAVAILABLE,
        reply.status() > 0 ? "LOGIN_" + reply.status() : "LOGIN",
        call,
        refused
            ? "the login was refused (HTTP "
                + reply.status()
                + "): check the login URL (the org's My Domain), the client id and the client"
                + " secret, or with a JWT the user name, the audience and the certificate"
            : "the login failed, "
                + (reply.failure() == null ? "no reason known" : describe(reply.failure())),
        null);
  }

  private static CrmException failure(
      Kind kind, String code, Call call, String reason, @Nullable Throwable cause) {
    return new CrmException(
        Side.SALESFORCE,
        kind,
        code,
        "Could not " + call.what() + " in Salesforce: " + reason + ".",
        cause);
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName()
        + (message == null ? "" : " (" + PlainWords.of(message) + ")");
  }

  private static boolean isVendorFailure(Answer answer) {
    return answer instanceof Answer.Lost
        || (answer instanceof Answer.Refused refused && refused.why().kind() == Kind.UNAVAILABLE);
  }

  private static String outcome(Call call, Answer answer) {
    if (answer instanceof Answer.Body) {
      return "ok";
    }
    if (answer instanceof Answer.Refused refused) {
      return switch (refused.why().kind()) {
        case LIMIT -> "limited";
        case UNAVAILABLE -> "failed";
        default -> "rejected";
      };
    }
    return call.changes() ? "unknown" : "failed";
  }
}
