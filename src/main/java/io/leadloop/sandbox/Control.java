package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The control paths that every sandbox has under {@code /_sandbox/}: its clock, its calls, its
 * state. They need no token and are no vendor's: they say what a real account cannot.
 */
public final class Control {
  private final SandboxClock clock;
  private final CallLog calls;
  private final Runnable reset;
  private final Supplier<JsonNode> dump;

  private Control(SandboxClock clock, CallLog calls, Runnable reset, Supplier<JsonNode> dump) {
    this.clock = clock;
    this.calls = calls;
    this.reset = reset;
    this.dump = dump;
  }

  /**
   * A router of the common control paths, to which a vendor may add its own.
   *
   * @param reset puts the vendor's state back to what it was at its start
   * @param dump the vendor's whole state
   */
  public static Router router(
      SandboxClock clock, CallLog calls, Runnable reset, Supplier<JsonNode> dump) {
    Control control = new Control(clock, calls, reset, dump);
    return new Router((request, none) -> problem(404, "no such control path"))
        .on("GET", "/_sandbox/clock", (request, none) -> control.readClock())
        .on("POST", "/_sandbox/clock", (request, none) -> control.moveClock(request))
        .on("GET", "/_sandbox/calls", (request, none) -> control.readCalls(request))
        .on("DELETE", "/_sandbox/calls", (request, none) -> control.clearCalls())
        .on("POST", "/_sandbox/reset", (request, none) -> control.resetState())
        .on("GET", "/_sandbox/dump", (request, none) -> Reply.json(200, control.dump.get()));
  }

  /** A control path's answer to a request that it cannot follow. */
  public static Reply problem(int status, String message) {
    return Reply.json(status, Json.object().put("problem", message));
  }

  private Reply readClock() {
    return Reply.json(200, Json.object().put("now", clock.instant().toString()));
  }

  private Reply moveClock(Request request) {
    try {
      JsonNode body = request.json();
      if (body.hasNonNull("advance")) {
        clock.advance(Duration.parse(body.get("advance").asText()));
      } else if (body.hasNonNull("set")) {
        clock.set(Instant.parse(body.get("set").asText()));
      } else {
        return problem(400, "say {\"advance\":\"PT10M\"} or {\"set\":\"2026-11-21T10:00:00Z\"}");
      }
      return readClock();
    } catch (MalformedBody | DateTimeException e) {
      return problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Reply readCalls(Request request) {
    String since = request.param("since");
    ArrayNode listed = Json.array();
    try {
      for (Call call : calls.since(since == null ? 0 : Long.parseLong(since))) {
        listed.add(describe(call));
      }
    } catch (NumberFormatException e) {
      return problem(400, "since is the number of a call, not \"" + since + "\"");
    }
    return Reply.json(200, Json.object().set("calls", listed));
  }

  private static ObjectNode describe(Call call) {
    return Json.object()
        .put("number", call.number())
        .put("at", call.at().toString())
        .put("method", call.method())
        .put("path", call.path())
        .put("status", call.status())
        .put("records", call.records());
  }

  private Reply clearCalls() {
    calls.clear();
    return Reply.noContent();
  }

  private Reply resetState() {
    reset.run();
    return Reply.noContent();
  }
}
