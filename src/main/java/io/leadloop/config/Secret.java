package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One secret, as it is now. What stands in a file is read anew each time it is asked for, so that a
 * changed file counts at once; a file that is gone, empty or half written leaves the last good
 * content in force. A process cannot see its environment change, so a secret from there stays what
 * it was at the start. Never fails, never shows itself. Thread-safe.
 */
public final class Secret implements Supplier<String> {
  private static final Logger LOG = LoggerFactory.getLogger(Secret.class);

  /** What a header can carry; anything else is a slip of the clipboard. */
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

  private final @Nullable Credential file;
  private volatile String last;
  private volatile boolean unreadable;

  private Secret(@Nullable Credential file, String first) {
    this.file = file;
    this.last = first;
  }

  /** One that never changes. */
  public static Secret of(String value) {
    return new Secret(null, value);
  }

  /**
   * One that is found at a place.
   *
   * @param first what is there now
   */
  static Secret at(Credential credential, String first) {
    return new Secret(credential.file().isEmpty() ? null : credential, first);
  }

  @Override
  public String get() {
    if (file == null) {
      return last;
    }
    String text = content(file.file());
    boolean usable = text != null && isWellFormed(text.strip());
    if (text != null && usable) {
      last = text.strip();
    } else if (!unreadable) {
      told(file.place());
    }
    unreadable = !usable;
    return last;
  }

  /** Whether this can be a secret: no blank, no line break, nothing outside of ASCII. */
  static boolean isWellFormed(String text) {
    return PRINTABLE.matcher(text).matches();
  }

  /** What a file holds; null when it cannot be read. */
  static @Nullable String content(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      // The message would show the path, which may be the secret itself in the wrong place.
      return null;
    }
  }

  /** Says once that a file no longer holds what it held. */
  static void told(Place place) {
    LOG.atWarn()
        .addKeyValue("option", place)
        .log("A file with a secret cannot be used now; its last good content stays in force");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Secret[...]";
  }
}
