package io.leadloop.hubspot;

import io.leadloop.hubspot.HubSpotSettings.Timeouts;
import io.leadloop.lead.Side;
import io.leadloop.sync.CallLog;
import io.leadloop.sync.CrmException.Kind;
import io.leadloop.sync.Lane;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of an installed app, kept in memory alone. A token is renewed five minutes
 * before it ends, and when HubSpot refuses it; calls that need it meanwhile wait for that one
 * renewal. Where a renewal fails, the old token serves until its end. Thread-safe.
 */
public final class OAuthTokens implements AccessToken {
  private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

  /** How long a failed login is not repeated, unless what we log in with has changed. */
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);

  private final OAuthApp app;
  private final TokenRequest request;
  private final CallLog calls;
  private final InstantSource clock;
  private @Nullable Held held;
  private @Nullable Failed failed;
  private @Nullable CompletableFuture<String> underWay;

  private record Held(String token, Instant renewedFrom, Instant endsAt) {}

  private record Failed(OAuthApp.Login login, NoAccess why, Instant until) {}

  /**
   * Asks for nothing yet.
   *
   * @param apiVersion the dated version in the path
   * @param calls takes a note of every login
   */
  public OAuthTokens(
      URI baseUrl,
      String apiVersion,
      OAuthApp app,
      Timeouts timeouts,
      CallLog calls,
      InstantSource clock) {
    this.app = app;
    this.request = new TokenRequest(baseUrl, apiVersion, timeouts);
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String get() {
    CompletableFuture<String> renewal;
    boolean mine = false;
    synchronized (this) {
      Held known = held;
      Instant now = clock.instant();
      if (known != null && now.isBefore(known.renewedFrom())) {
        return known.token();
      }
      if (known != null && now.isBefore(known.endsAt()) && rests(now)) {
        return known.token();
      }
      if (underWay == null) {
        underWay = new CompletableFuture<>();
        mine = true;
      }
      renewal = underWay;
    }
    if (mine) {
      renew(renewal);
    }
    try {
      return renewal.join();
    } catch (CompletionException | CancellationException e) {
      NoAccess why =
          e.getCause() instanceof NoAccess told
              ? told
              : new NoAccess(Kind.UNAVAILABLE, Codes.CONNECT, "no access token could be fetched");
      String old = stillGood();
      if (old != null) {
        return old;
      }
      throw new NoAccess(why.kind(), why.code(), why.why());
    }
  }

  @Override
  public boolean isReplaced(String refused) {
    synchronized (this) {
      if (held != null && held.token().equals(refused)) {
        held = null;
      }
    }
    return !get().equals(refused);
  }

  private void renew(CompletableFuture<String> renewal) {
    try {
      logIn(renewal);
    } catch (RuntimeException | Error e) {
      // Whoever waits must not wait for ever.
      synchronized (this) {
        underWay = null;
      }
      renewal.completeExceptionally(e);
      throw e;
    }
  }

  private void logIn(CompletableFuture<String> renewal) {
    OAuthApp.Login login = app.now();
    Failed before = refusedJustNow(login);
    if (before != null) {
      finish(renewal, null, before);
      return;
    }
    Instant asked = clock.instant();
    try {
      TokenRequest.Grant grant = request.ask(login);
      calls.called(Side.HUBSPOT, "login", Lane.LIVE, "ok");
      Instant end = asked.plus(grant.life());
      Duration early =
          grant.life().compareTo(RENEWED_BEFORE_END.multipliedBy(2)) > 0
              ? RENEWED_BEFORE_END
              : grant.life().dividedBy(2);
      finish(renewal, new Held(grant.token(), end.minus(early), end), null);
    } catch (NoAccess e) {
      calls.called(Side.HUBSPOT, "login", Lane.LIVE, outcome(e));
      finish(renewal, null, new Failed(login, e, clock.instant().plus(REST_AFTER_FAILURE)));
    }
  }

  private synchronized @Nullable Failed refusedJustNow(OAuthApp.Login login) {
    return failed != null
            && failed.why().kind() == Kind.CREDENTIALS
            && failed.login().equals(login)
            && rests(clock.instant())
        ? failed
        : null;
  }

  private void finish(
      CompletableFuture<String> renewal, @Nullable Held fresh, @Nullable Failed failure) {
    synchronized (this) {
      underWay = null;
      failed = failure;
      if (fresh != null) {
        held = fresh;
      }
    }
    if (fresh != null) {
      renewal.complete(fresh.token());
    } else if (failure != null) {
      renewal.completeExceptionally(failure.why());
    }
  }

  private boolean rests(Instant now) {
    return failed != null && now.isBefore(failed.until());
  }

  private synchronized @Nullable String stillGood() {
    return held != null && clock.instant().isBefore(held.endsAt()) ? held.token() : null;
  }

  private static String outcome(NoAccess why) {
    return switch (why.kind()) {
      case CREDENTIALS, PERMISSION, QUESTION -> "rejected";
      case LIMIT -> "limited";
      default -> "failed";
    };
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "OAuthTokens[...]";
  }
}
