package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer.
 *
 * @param records how many records it read or wrote, for the call log
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Reply(int status, Map<String, String> headers, byte[] body, int records) {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json;charset=utf-8");

  /** A JSON answer that counts as no record. */
  public static Reply json(int status, JsonNode body) {
    return json(status, body, 0);
  }

  /** A JSON answer over {@code records} records. */
  public static Reply json(int status, JsonNode body, int records) {
    return new Reply(status, JSON, Json.bytes(body), records);
  }

  /** A JSON answer over {@code records} records that is written already. */
  public static Reply json(int status, byte[] body, int records) {
    return new Reply(status, JSON, body, records);
  }

  /** A text answer of the given content type. */
  public static Reply text(int status, String contentType, String body) {
    return new Reply(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8), 0);
  }

  /** 204 without a body. */
  public static Reply noContent() {
    return new Reply(204, Map.of(), new byte[0], 0);
  }

  /** This answer with one more header. */
  public Reply withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, Map.copyOf(more), body, records);
  }

  /** This answer with more headers. */
  public Reply withHeaders(Map<String, String> added) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.putAll(added);
    return new Reply(status, Map.copyOf(more), body, records);
  }

  /** This answer, counted as {@code count} records. */
  public Reply withRecords(int count) {
    return new Reply(status, headers, body, count);
  }
}
