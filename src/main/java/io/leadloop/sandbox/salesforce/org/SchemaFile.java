package io.leadloop.sandbox.salesforce.org;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads a schema from the built-in YAML and, if a site has one, from a file that adds to it. */
public final class SchemaFile {
  private static final String BUILT_IN = "/sandbox/salesforce-objects.yaml";
  private static final String CUSTOM = "__c";

  private SchemaFile() {}

  /**
   * The built-in schema, extended by {@code extra} when it is not null: its fields are added to the
   * objects of the same name, its other settings of an object replace the built-in ones.
   *
   * @throws IllegalArgumentException when a file does not say what a schema needs
   */
  public static Schema load(@Nullable Path extra) {
    return load(extra, false);
  }

  /**
   * The same, without the custom fields of the built-in schema when it is to be {@code bare}.
   *
   * @throws IllegalArgumentException when a file does not say what a schema needs
   */
  public static Schema load(@Nullable Path extra, boolean bare) {
    try (InputStream builtIn = SchemaFile.class.getResourceAsStream(BUILT_IN)) {
      if (builtIn == null) {
        throw new IllegalStateException("The class path has no " + BUILT_IN);
      }
      Map<String, Object> settings = map(yaml().loadFromInputStream(builtIn));
      if (bare) {
        settings = withoutCustom(settings);
      }
      if (extra != null) {
        try (InputStream more = Files.newInputStream(extra)) {
          settings = merged(settings, map(yaml().loadFromInputStream(more)));
        }
      }
      return schema(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Load yaml() {
    return new Load(LoadSettings.builder().build());
  }

  /** Maps are merged all the way down, except for what stands in lists. */
  private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> more) {
    Map<String, Object> result = new LinkedHashMap<>(base);
    more.forEach(
        (key, value) ->
            result.merge(
                key,
                value,
                (old, added) ->
                    old instanceof Map && added instanceof Map
                        ? merged(map(old), map(added))
                        : added));
    return result;
  }

  /** Leaves out every key and every word of a list that is the name of a custom field. */
  private static Map<String, Object> withoutCustom(Map<String, Object> settings) {
    Map<String, Object> left = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.endsWith(CUSTOM)) {
            return;
          }
          if (value instanceof Map) {
            left.put(key, withoutCustom(map(value)));
          } else if (value instanceof List<?> list) {
            left.put(key, list.stream().filter(item -> !item.toString().endsWith(CUSTOM)).toList());
          } else {
            left.put(key, value);
          }
        });
    return left;
  }

  private static Schema schema(Map<String, Object> settings) {
    List<ObjectDefinition> objects = new ArrayList<>();
    Map<String, Object> shared = map(settings.get("shared_fields"));
    map(settings.get("objects"))
        .forEach((name, object) -> objects.add(ObjectSettings.read(name, map(object), shared)));
    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    map(settings.get("rows"))
        .forEach(
            (name, list) ->
                rows.put(name, ((List<?>) list).stream().map(SchemaFile::map).toList()));
    String organizationId = String.valueOf(map(settings.get("organization")).get("id"));
    return Schema.of(RecordId.complete(organizationId), objects, rows);
  }

  /** A YAML mapping; empty when it is missing. */
  @SuppressWarnings("unchecked") // YAML keys of this file are strings
  static Map<String, Object> map(@Nullable Object node) {
    if (node == null) {
      return Map.of();
    }
    if (node instanceof Map) {
      return (Map<String, Object>) node;
    }
    throw new IllegalArgumentException("A mapping is expected, not: " + node);
  }
}
