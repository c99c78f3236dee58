package io.leadloop.sandbox.salesforce.bulk;

import io.leadloop.sandbox.salesforce.org.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page of a result begins, in a form that nobody should read. */
final class Locator {
  private Locator() {}

  static String of(int row) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.valueOf(row).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The row.
   *
   * @throws ApiError when it is no locator
   */
  static int read(String locator) {
    try {
      return number(new String(Base64.getUrlDecoder().decode(locator), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
  }

  /**
   * A whole number.
   *
   * @throws ApiError when it is none
   */
  static int number(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }
  }
}
