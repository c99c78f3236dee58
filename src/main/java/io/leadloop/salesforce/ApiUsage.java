package io.leadloop.salesforce;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of the org's API requests of the last 24 hours are used, by all its programs together.
 *
 * @param used requests made
 * @param max requests allowed
 */
public record ApiUsage(long used, long max) {
  private static final Pattern FORM = Pattern.compile("api-usage=(\\d{1,15})/(\\d{1,15})");

  /** Reads the header {@code Sforce-Limit-Info: api-usage=18/5000}; empty when it says nothing. */
  static Optional<ApiUsage> parse(@Nullable String header) {
    Matcher matcher = FORM.matcher(header == null ? "" : header);
    return matcher.find()
        ? Optional.of(
            new ApiUsage(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }
}
