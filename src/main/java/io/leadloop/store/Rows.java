package io.leadloop.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON in columns. */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Rows() {}

  /** Writes JSON piece by piece. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** Reads JSON piece by piece. */
  @FunctionalInterface
  interface Reading<T> {
    T from(JsonParser json) throws IOException;
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row could not be written as JSON.", e);
    }
  }

  /** The same for the rows that there are thousands of, without looking at what an object has. */
  static String json(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("A row could not be written as JSON.", e);
    }
    return text.toString();
  }

  static <T> T parse(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  /** The same as a tree. */
  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw damaged(e);
    }
  }

  /** The same piece by piece. */
  static <T> T parse(String text, Reading<T> reading) {
    try (JsonParser json = JSON.createParser(text)) {
      return reading.from(json);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private static StoreException damaged(IOException failure) {
    return new StoreException(
        "store-damaged", "A row of the store holds JSON that cannot be read.", failure);
  }
}
