package io.leadloop.sync;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token, taken apart: which store made it, under which epoch, and as its how many-th. Both
 * numbers are padded, so that the texts of one store sort like the tokens.
 *
 * @param sequence grows with every token that a store makes, over all epochs
 */
public record Token(String storeId, long epoch, long sequence) {
  private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,32})-(\\d{6,18})-(\\d{12,18})");

  /** What a record's field holds; empty when no store of ours wrote it. */
  public static Optional<Token> parse(@Nullable String text) {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    return matcher.matches()
        ? Optional.of(
            new Token(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  /** The form in which it stands in a record. */
  public String text() {
    return "%s-%06d-%012d".formatted(storeId, epoch, sequence);
  }

  /** What the tokens of a store begin with, and those of no other. */
  public static String prefix(String storeId) {
    return storeId + "-";
  }

  /** Whether this one was made later than another one of the same store. */
  boolean isLaterThan(Token other) {
    return text().compareTo(other.text()) > 0;
  }
}
