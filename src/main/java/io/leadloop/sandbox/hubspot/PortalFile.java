package io.leadloop.sandbox.hubspot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The YAML file that says which owners, groups and properties a new portal has. */
final class PortalFile {
  private static final String RESOURCE = "/sandbox/hubspot-portal.yaml";

  private PortalFile() {}

  /** What the file says. */
  record Content(
      List<Owner> owners,
      Map<ObjectKind, Schema> schemas,
      List<SubscriptionType> subscriptionTypes) {
    Schema contacts() {
      return Objects.requireNonNull(schemas.get(ObjectKind.CONTACTS));
    }
  }

  /** Reads the file anew: schemas may be changed by their portal. */
  static Content read(Instant createdAt) {
    Map<?, ?> root = map(load());
    List<Owner> owners = new ArrayList<>();
    for (Object entry : list(root.get("owners"))) {
      Map<?, ?> owner = map(entry);
      owners.add(
          new Owner(
              number(owner.get("id")),
              number(owner.get("userId")),
              text(owner.get("email"), ""),
              text(owner.get("firstName"), ""),
              text(owner.get("lastName"), "")));
    }
    Map<ObjectKind, Schema> schemas = new EnumMap<>(ObjectKind.class);
    for (ObjectKind kind : ObjectKind.values()) {
      schemas.put(kind, schema(map(root.get(kind.pathNames.get(0))), createdAt));
    }
    List<SubscriptionType> types = new ArrayList<>();
    for (Object entry : list(root.get("subscriptions"))) {
      Map<?, ?> type = map(entry);
      types.add(
          new SubscriptionType(
              number(type.get("id")),
              text(type.get("name"), ""),
              text(type.get("description"), ""),
              text(type.get("purpose"), "")));
    }
    return new Content(List.copyOf(owners), schemas, List.copyOf(types));
  }

  private static Schema schema(Map<?, ?> described, Instant createdAt) {
    Schema schema = new Schema();
    int order = 0;
    for (Map.Entry<?, ?> entry : map(described.get("groups")).entrySet()) {
      String name = text(entry.getKey(), "");
      schema.put(new PropertyGroup(name, text(entry.getValue(), name), order++));
    }
    for (Object entry : list(described.get("properties"))) {
      schema.put(property(map(entry), createdAt));
    }
    return schema;
  }

  private static PropertyDefinition property(Map<?, ?> described, Instant createdAt) {
    String name = text(described.get("name"), "");
    String type = text(described.get("type"), "string");
    return new PropertyDefinition(
        name,
        text(described.get("label"), name),
        text(described.get("group"), "contactinformation"),
        type,
        text(described.get("field"), usualField(type)),
        text(described.get("description"), ""),
        options(type, described.get("options")),
        flag(described.get("unique")),
        flag(described.get("readOnly")),
        !flag(described.get("custom")),
        false,
        -1,
        createdAt);
  }

  private static List<PropertyOption> options(String type, @Nullable Object described) {
    if (type.equals("bool")) {
      return PropertyOption.YES_OR_NO;
    }
    List<PropertyOption> options = new ArrayList<>();
    for (Object option : list(described)) {
      Map<?, ?> pair = option instanceof Map<?, ?> both ? both : Map.of(option, option);
      Map.Entry<?, ?> entry = pair.entrySet().iterator().next();
      options.add(
          new PropertyOption(
              String.valueOf(entry.getValue()),
              String.valueOf(entry.getKey()),
              options.size(),
              false));
    }
    return List.copyOf(options);
  }

  private static String usualField(String type) {
    return switch (type) {
      case "number" -> "number";
      case "bool" -> "booleancheckbox";
      case "enumeration" -> "select";
      case "date", "datetime" -> "date";
      default -> "text";
    };
  }

  private static Object load() {
    try (InputStream file = PortalFile.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException("The resource " + RESOURCE + " is not in the jar");
      }
      return new Load(LoadSettings.builder().setLabel(RESOURCE).build()).loadFromInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> map(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object node) {
    return node instanceof List<?> list ? list : List.of();
  }

  private static String text(@Nullable Object node, String otherwise) {
    return node == null ? otherwise : String.valueOf(node);
  }

  private static boolean flag(@Nullable Object node) {
    return Boolean.TRUE.equals(node);
  }

  private static long number(@Nullable Object node) {
    return node instanceof Number number ? number.longValue() : 0;
  }
}
