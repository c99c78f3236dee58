package io.leadloop.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may stand at one place of a file. The parser with its messages, the JSON schema and the
 * reference page all follow from these descriptions and from nothing else.
 */
sealed interface Shape {
  /** Which kind of YAML stands here. */
  enum Kind {
    SINGLE,
    SECTION,
    LIST
  }

  /** What is expected here, as the end of the sentence "expected ...". */
  String expects();

  default Kind kind() {
    return Kind.SINGLE;
  }

  /** Whether a single value fits. */
  default boolean takes(String text) {
    return false;
  }

  /** All that fits, where that can be listed; empty where it cannot. */
  default Collection<String> words() {
    return List.of();
  }

  /** Whether a value that does not fit may be shown; not where it may be a secret. */
  default boolean isShown() {
    return true;
  }

  /** Any text, a number or a word. */
  record Text() implements Shape {
    @Override
    public String expects() {
      return "a text";
    }

    @Override
    public boolean takes(String text) {
      return true;
    }
  }

  /** One of a few words. */
  record Words(List<String> words) implements Shape {
    static Words of(String... words) {
      return new Words(List.of(words));
    }

    /** The constants of an enum in lower case. */
    static Words of(Enum<?>[] constants) {
      return new Words(
          Arrays.stream(constants).map(word -> word.name().toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public String expects() {
      return words.size() == 1
          ? words.get(0)
          : String.join(", ", words.subList(0, words.size() - 1))
              + " or "
              + words.get(words.size() - 1);
    }

    @Override
    public boolean takes(String text) {
      return words.contains(text);
    }
  }

  /** A whole number within bounds; both belong to them. */
  record Whole(long min, long max) implements Shape {
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");

    @Override
    public String expects() {
      return max == Long.MAX_VALUE
          ? "a whole number of at least " + min
          : "a whole number from " + min + " to " + max;
    }

    @Override
    public boolean takes(String text) {
      return DIGITS.matcher(text).matches()
          && Long.parseLong(text) >= min
          && Long.parseLong(text) <= max;
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements Shape {
    @Override
    public String expects() {
      return "true or false";
    }

    @Override
    public boolean takes(String text) {
      return text.equals("true") || text.equals("false");
    }
  }

  /** A length of time: {@code 500ms}, {@code 60s}, {@code 15m}, {@code 6h}, {@code 90d}. */
  record Time() implements Shape {
    @Override
    public String expects() {
      return "a time above zero like 500ms, 60s, 15m, 6h or 90d";
    }

    @Override
    public boolean takes(String text) {
      return Times.parse(text).isPresent();
    }
  }

  /** The address of a server, without a user, a query or a path. */
  record Address() implements Shape {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    @Override
    public String expects() {
      return "an address like https://host, without a path, a user or a password (plain http only"
          + " to this machine)";
    }

    @Override
    public boolean takes(String text) {
      try {
        URI address = new URI(text);
        String host = address.getHost();
        boolean safe =
            "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host));
        return host != null
            && safe
            && address.getUserInfo() == null
            && address.getQuery() == null
            && (address.getPath().isEmpty() || address.getPath().equals("/"));
      } catch (URISyntaxException e) {
        return false;
      }
    }

    @Override
    public boolean isShown() {
      return false;
    }
  }

  /** A time zone of the tz database. */
  record Zone() implements Shape {
    @Override
    public String expects() {
      return "a time zone like UTC or Europe/Berlin";
    }

    @Override
    public boolean takes(String text) {
      try {
        return !ZoneId.of(text).getId().isEmpty();
      } catch (DateTimeException e) {
        return false;
      }
    }

    @Override
    public Collection<String> words() {
      return ZoneId.getAvailableZoneIds();
    }
  }

  /**
   * The name of an environment variable. What stands there is never shown in a message: it may be
   * the secret itself, put in the wrong place.
   */
  record Variable() implements Shape {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    @Override
    public String expects() {
      return "the name of an environment variable";
    }

    @Override
    public boolean takes(String text) {
      return NAME.matcher(text).matches();
    }

    @Override
    public boolean isShown() {
      return false;
    }
  }

  /**
   * Named options.
   *
   * @param refused names that look right and are not, with what to do instead: secrets, and names
   *     of older versions
   */
  record Section(List<Option> options, Map<String, Refusal> refused) implements Shape {
    static Section of(Option... options) {
      return new Section(List.of(options), Map.of());
    }

    /** The same options, with one more name refused. */
    Section refusing(String name, Refusal refusal) {
      Map<String, Refusal> more = new LinkedHashMap<>(refused);
      more.put(name, refusal);
      return new Section(options, more);
    }

    /** The same options, with more of them behind the one of this name. */
    Section with(String after, List<Option> added) {
      List<Option> more = new ArrayList<>();
      for (Option option : options) {
        more.add(option);
        if (option.name().equals(after)) {
          more.addAll(added);
        }
      }
      return new Section(List.copyOf(more), refused);
    }

    List<String> names() {
      return options.stream().map(Option::name).toList();
    }

    @Override
    public String expects() {
      return "a section with " + String.join(", ", names());
    }

    @Override
    public Kind kind() {
      return Kind.SECTION;
    }
  }

  /** Why a name is not taken: a code, a sentence about {@code %s}, and what to do instead. */
  record Refusal(String code, String message, String hint) {
    /** For names under which people put secrets. */
    static Refusal secret(String variableOption, String fileOption) {
      return new Refusal(
          "secret-in-file",
          "%s must not stand in a file of the configuration.",
          "Put it into an environment variable and its name under "
              + variableOption
              + ", or into a file of its own and its path under "
              + fileOption
              + ". Change the secret if this file was shared.");
    }
  }

  /** A list. */
  record Rows(Shape row) implements Shape {
    @Override
    public String expects() {
      return "a list";
    }

    @Override
    public Kind kind() {
      return Kind.LIST;
    }
  }

  /** Names that the admin chooses, each with a value. */
  record Table(Shape value) implements Shape {
    @Override
    public String expects() {
      return "a section of names and values";
    }

    @Override
    public Kind kind() {
      return Kind.SECTION;
    }
  }

  /** One of several shapes that differ in their kind: a word, or a section, or a list. */
  record Either(List<Shape> shapes) implements Shape {
    static Either of(Shape... shapes) {
      return new Either(List.of(shapes));
    }

    @Override
    public String expects() {
      return shapes.stream()
          .map(Shape::expects)
          .reduce((left, right) -> left + ", or " + right)
          .orElse("");
    }

    @Override
    public Collection<String> words() {
      return shapes.stream().flatMap(shape -> shape.words().stream()).toList();
    }
  }
}
