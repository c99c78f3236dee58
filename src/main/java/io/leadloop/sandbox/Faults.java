package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The faults of one port: a plan at work, which may be exchanged at any time. Thread-safe. */
public final class Faults {
  private final InstantSource clock;
  private final FaultReplies replies;
  private List<Active> active = List.of();

  /** No faults, until there is a plan. */
  public Faults(InstantSource clock, FaultReplies replies) {
    this.clock = clock;
    this.replies = replies;
  }

  /** Follows {@code plan} from the next call on, and counts from there. */
  public synchronized void use(FaultPlan plan) {
    List<Active> next = new ArrayList<>();
    for (FaultRule rule : plan.rules()) {
      next.add(new Active(rule, new Random(plan.seed() * 31 + next.size())));
    }
    active = next;
  }

  /** The rule that strikes this call; null when none does. */
  synchronized @Nullable FaultRule next(String method, String path) {
    Instant now = clock.instant();
    FaultRule struck = null;
    for (Active rule : active) {
      // Each rule counts each call that fits it, also one that another rule strikes.
      if (rule.strikes(method, path, now) && struck == null) {
        struck = rule.rule;
      }
    }
    return struck;
  }

  /** The answer that a rule gives in place of the vendor's. */
  Reply reply(FaultRule rule) {
    Reply own = replies.of(rule.kind(), rule.status());
    String body = rule.body();
    if (body != null) {
      String type = body.stripLeading().startsWith("{") || body.startsWith("[") ? "json" : "text";
      String contentType = type.equals("json") ? "application/json;charset=utf-8" : "text/plain";
      int status = rule.kind() == FaultKind.STATUS ? rule.status() : own.status();
      own = Reply.text(status, contentType, body);
    }
    return own.withHeaders(rule.headers());
  }

  /** The rules and how often each was met and struck. */
  synchronized ArrayNode describe() {
    ArrayNode listed = Json.array();
    for (Active rule : active) {
      ObjectNode one = Json.object().put("rule", rule.rule.toString());
      listed.add(one.put("calls", rule.calls).put("struck", rule.struck));
    }
    return listed;
  }

  /** One rule with what it has seen. Guarded by the faults' lock. */
  private static final class Active {
    final FaultRule rule;
    final Pattern pattern;
    final Random random;
    final Map<String, Instant> untilByPath = new HashMap<>();
    int calls;
    int struck;

    Active(FaultRule rule, Random random) {
      this.rule = rule;
      this.pattern = rule.pathPattern();
      this.random = random;
    }

    boolean strikes(String method, String path, Instant now) {
      boolean fits =
          (rule.method() == null || rule.method().equals(method))
              && pattern.matcher(path).matches();
      if (!fits) {
        return false;
      }
      Instant until = untilByPath.get(path);
      if (until != null && now.isBefore(until)) {
        struck++;
        return true;
      }
      untilByPath.remove(path);
      calls++;
      double chance = random.nextDouble();
      if (struck >= rule.timesMax() || !rule.timing().strikes(calls, chance)) {
        return false;
      }
      struck++;
      if (!rule.lasts().isZero()) {
        untilByPath.put(path, now.plus(rule.lasts()));
      }
      return true;
    }
  }
}
