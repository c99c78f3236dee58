package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.leadloop.lead.Side;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.DailyBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to HubSpot: paced, counted, made again where that is safe, and stopped for a while
 * when HubSpot fails again and again. One client serves one account; where there are several for a
 * while they share its pace. Thread-safe.
 */
public final class HubSpotClient implements AutoCloseable {
  private final HubSpotSettings settings;
  private final CallLog calls;
  private final ObjectMapper json = new ObjectMapper();
  private final Wire wire;

  private final HubSpotPace pace;
  private final CircuitBreaker breaker;
  private final Repeats repeats;
  private final DailyBudget budget;

  /**
   * @param calls takes a note of every attempt
   */
  public HubSpotClient(HubSpotSettings settings, CallLog calls) {
    this(settings, calls, InstantSource.system());
  }

  /**
   * @param calls takes a note of every attempt
   * @param clock for the calls of a day
   */
  public HubSpotClient(HubSpotSettings settings, CallLog calls, InstantSource clock) {
    this(settings, new HubSpotPace(settings.pace()), calls, clock);
  }

  /**
   * @param pace of the account; shared with its other clients
   * @param calls takes a note of every attempt
   * @param clock for the calls of a day
   */
  public HubSpotClient(
      HubSpotSettings settings, HubSpotPace pace, CallLog calls, InstantSource clock) {
    this.pace = pace;
    this.settings = settings;
    this.calls = calls;
    this.budget = new DailyBudget(clock);
    this.wire = new Wire(settings, json, calls, budget);
    this.repeats = new Repeats(settings.retries());
    this.breaker = breaker(settings.breaker());
  }

  HubSpotSettings settings() {
    return settings;
  }

  ObjectMapper json() {
    return json;
  }

  /** The header {@code Date} of the last answer; empty when it had none. */
  Optional<Instant> lastAnsweredAt() {
    return wire.lastAnsweredAt();
  }

  /** {@code /crm/objects/2026-09/contacts} for {@code crm/objects} and {@code /contacts}. */
  String path(String api, String rest) {
    return "/" + api + "/" + settings.apiVersion() + rest;
  }

  /**
   * Asks a question.
   *
   * @return the body of a success: a JSON object
   * @throws CrmException in every other case
   */
  JsonNode ask(Call call) {
    Answer answer = send(call);
    if (answer instanceof Answer.Lost lost) {
      throw new CrmException(
          Side.HUBSPOT, lost.kind(), lost.code(), tried(call, lost.why()), lost.cause());
    }
    Answer.Given given = (Answer.Given) answer;
    if (!given.isSuccess()) {
      throw refused(call, given);
    }
    return given.body();
  }

  /**
   * Makes a call whose refusal or loss the caller tells apart.
   *
   * @throws CrmException when the call had no effect and HubSpot did not look at what it says: not
   *     reachable, a limit, wrong credentials
   * @throws io.leadloop.store.StoreException when it was not permitted, or not again
   */
  Answer send(Call call) {
    long begun = System.nanoTime();
    Tries tries = new Tries();
    RetryConfig config =
        RetryConfig.<Attempt>custom()
            .maxAttempts(Math.max(1, settings.retries().triesMax()))
            .retryOnException(e -> false)
            .retryOnResult(attempt -> tries.goOn(attempt, call, begun))
            .intervalBiFunction((count, result) -> tries.wait.toMillis())
            .build();
    Attempt last = Retry.of("hubspot", config).executeSupplier(() -> tries.next(call));
    return tries.answer(call, last);
  }

  /** The refusal of a call as a whole. */
  CrmException refused(Call call, Answer.Given given) {
    VendorError error = VendorError.of(given.body());
    Kind kind =
        switch (given.status()) {
          case 401 -> Kind.CREDENTIALS;
          case 403 -> Kind.PERMISSION;
          case 429 -> Kind.LIMIT;
          case 423, 477 -> Kind.UNAVAILABLE;
          default -> Repeats.leavesOpen(given.status()) ? Kind.UNAVAILABLE : Kind.QUESTION;
        };
    String code =
        given.status() == 429 && !error.policy().isEmpty() ? error.policy() : error.code();
    return new CrmException(
        Side.HUBSPOT,
        kind,
        code.isEmpty() ? "HTTP_" + given.status() : code,
        tried(call, "status " + given.status() + ", " + error.withoutPersonalData()),
        null);
  }

  CrmException garbled(Call call, String why) {
    return new CrmException(Side.HUBSPOT, Kind.GARBLED, Codes.GARBLED, tried(call, why), null);
  }

  /** Cuts off the calls that are under way. */
  @Override
  public void close() {
    wire.close();
  }

  private static String tried(Call call, String why) {
    int query = call.path().indexOf('?');
    String place = query < 0 ? call.path() : call.path().substring(0, query);
    return "HubSpot " + call.operation() + " (" + place + ") failed: " + why + ".";
  }

  /**
   * A token may have ended, or been replaced, since it was handed out; HubSpot did not look at what
   * a call says that it answered with 401, so such a call is safe to make again.
   */
  private Attempt attempt(Call call) {
    AccessToken access = settings.accessToken();
    try {
      String token = access.get();
      Attempt first = attempt(call, token);
      boolean refused = first instanceof Attempt.Answered answered && answered.status() == 401;
      return refused && access.isReplaced(token) ? attempt(call, access.get()) : first;
    } catch (NoAccess e) {
      return new Attempt.NotSent(e.kind(), e.code(), e.why(), null);
    }
  }

  private Attempt attempt(Call call, String token) {
    if (!budget.lets(call.lane())) {
      return new Attempt.NotSent(Kind.LIMIT, Codes.DAILY, budget.why(), null);
    }
    CallPace turns = pace.of(call);
    if (!turns.awaitTurn()) {
      return withoutTurn();
    }
    // After the wait, which may have been long.
    call.permit().check();
    if (!breaker.tryAcquirePermission()) {
      return new Attempt.NotSent(
          Kind.UNAVAILABLE,
          Codes.CIRCUIT_OPEN,
          "HubSpot failed "
              + settings.breaker().failures()
              + " times in a row and is left alone for "
              + settings.breaker().pause().toSeconds()
              + " s",
          null);
    }
    CallWindow.Place place = turns.enter();
    if (place == null) {
      breaker.releasePermission();
      return withoutTurn();
    }
    long begun = breaker.getCurrentTimestamp();
    Attempt attempt;
    try {
      attempt = wire.attempt(call, token, place::leave);
    } finally {
      place.leave();
    }
    breaker.onResult(breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit(), attempt);
    calls.called(Side.HUBSPOT, call.operation(), call.lane(), outcome(attempt));
    if (attempt instanceof Attempt.Answered answered
        && answered.status() == 429
        && VendorError.of(answered.body()).policy().equals(Codes.DAILY)) {
      budget.spent();
    }
    return attempt;
  }

  private static Attempt withoutTurn() {
    return new Attempt.NotSent(Kind.LIMIT, Codes.NO_TURN, "its turn did not come in time", null);
  }

  private static String outcome(Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      if (answered.isSuccess()) {
        return "ok";
      }
      if (Repeats.isLimited(answered.status())) {
        return "limited";
      }
      return Repeats.leavesOpen(answered.status()) ? "failed" : "rejected";
    }
    return attempt instanceof Attempt.Lost ? "unknown" : "failed";
  }

  private static boolean isHubSpotsFault(Object result) {
    if (result instanceof Attempt.Answered answered) {
      return Repeats.leavesOpen(answered.status()) || answered.status() == 477;
    }
    return result instanceof Attempt.Lost
        || (result instanceof Attempt.NotSent unsent && unsent.code().equals(Codes.CONNECT));
  }

  private static CircuitBreaker breaker(HubSpotSettings.Breaker breaker) {
    return CircuitBreaker.of(
        "hubspot",
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(breaker.failures())
            .minimumNumberOfCalls(breaker.failures())
            .failureRateThreshold(100)
            .slowCallDurationThreshold(Duration.ofDays(1))
            .waitDurationInOpenState(breaker.pause())
            .permittedNumberOfCallsInHalfOpenState(1)
            .recordResult(HubSpotClient::isHubSpotsFault)
            .build());
  }

  /** The attempts of one call; used by one thread. */
  private final class Tries {
    private int count;
    private Attempt.@Nullable Lost lost;
    private Duration wait = Duration.ZERO;

    Attempt next(Call call) {
      count++;
      Attempt attempt = attempt(call);
      if (attempt instanceof Attempt.Lost unknown) {
        lost = unknown;
      } else if (attempt instanceof Attempt.Answered answered
          && Repeats.leavesOpen(answered.status())) {
        lost = open(answered);
      }
      return attempt;
    }

    boolean goOn(Attempt attempt, Call call, long begun) {
      Duration pause = repeats.waitAfter(attempt, call.repeat(), count).orElse(null);
      if (pause == null || Thread.currentThread().isInterrupted()) {
        return false;
      }
      wait = pause;
      Duration passed = Duration.ofNanos(System.nanoTime() - begun);
      return passed.plus(pause).compareTo(settings.retries().totalMax()) <= 0;
    }

    /** A try without effect does not undo an earlier one that may have had its effect. */
    Answer answer(Call call, Attempt last) {
      if (last instanceof Attempt.Answered answered && !Repeats.leavesOpen(answered.status())) {
        Answer.Given given = new Answer.Given(answered.status(), answered.body());
        boolean looked = !isRefusedUnread(given.status());
        if (looked) {
          return given;
        }
        if (lost == null) {
          throw refused(call, given);
        }
      }
      if (lost != null) {
        String why = lost.why() + " (" + count + (count == 1 ? " try)" : " tries)");
        return new Answer.Lost(lost.kind(), lost.code(), why, lost.cause());
      }
      Attempt.NotSent unsent = (Attempt.NotSent) last;
      throw new CrmException(
          Side.HUBSPOT, unsent.kind(), unsent.code(), tried(call, unsent.why()), unsent.cause());
    }

    private boolean isRefusedUnread(int status) {
      return status == 401 || status == 403 || status == 429 || status == 477;
    }

    private Attempt.Lost open(Attempt.Answered answered) {
      return new Attempt.Lost(
          Kind.UNAVAILABLE,
          "HTTP_" + answered.status(),
          "status "
              + answered.status()
              + ", "
              + VendorError.of(answered.body()).withoutPersonalData(),
          null);
    }
  }
}
