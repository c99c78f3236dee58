package io.leadloop.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** JSON in and out by one shared mapper, which nobody reconfigures. Thread-safe. */
public final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int WRITTEN_BYTES_USUAL = 4_096;

  private Json() {}

  /** A new empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A new empty array. */
  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** The node as compact UTF-8. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree could not be written", e);
    }
  }

  /** Writes JSON piece by piece. */
  @FunctionalInterface
  public interface Writing {
    /** Writes one whole value. */
    void to(JsonGenerator out) throws IOException;
  }

  /** What {@code writing} writes, as compact UTF-8 and without a tree in between. */
  public static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(WRITTEN_BYTES_USUAL);
    try (JsonGenerator out = MAPPER.getFactory().createGenerator(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("JSON could not be written", e);
    }
    return bytes.toByteArray();
  }

  /** The object that {@code writing} writes, as a tree that can be added to. */
  public static ObjectNode tree(Writing writing) {
    try (TokenBuffer tokens = new TokenBuffer(MAPPER, false)) {
      writing.to(tokens);
      return MAPPER.readTree(tokens.asParser());
    } catch (IOException e) {
      throw new IllegalStateException("JSON could not be written", e);
    }
  }

  /**
   * The tree that {@code body} holds; a missing node when it is empty.
   *
   * @throws MalformedBody when it is not JSON
   */
  public static JsonNode parse(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new MalformedBody(e);
    }
  }
}
