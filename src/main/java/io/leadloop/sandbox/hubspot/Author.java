package io.leadloop.sandbox.hubspot;

import org.jspecify.annotations.Nullable;

/**
 * Who wrote a value, as the vendor's property history names it.
 *
 * @param sourceType such as {@code INTEGRATION} for an app or {@code CRM_UI} for a person
 * @param sourceId the numeric id of an app, {@code userId:N} for a person; null where the vendor
 *     has none
 * @param userId the person; null for anything else
 */
record Author(
    String sourceType,
    @Nullable String sourceId,
    @Nullable String sourceLabel,
    @Nullable Long userId) {

  /** The vendor itself: visits, clicks and calculated values. May set what is read-only. */
  static final Author VENDOR = new Author("ANALYTICS", null, null, null);

  /** The vendor's importer, which may set what is read-only too. */
  static final Author IMPORT = new Author("IMPORT", null, null, null);

  /** An app with a token. */
  static Author app(long appId, String label) {
    return new Author("INTEGRATION", Long.toString(appId), label, null);
  }

  /** Somebody who sent a form. */
  static Author form(String formId) {
    return new Author("FORM", formId, null, null);
  }

  /** A person in the vendor's own screens. */
  static Author person(long userId) {
    return new Author("CRM_UI", "userId:" + userId, null, userId);
  }

  /** Whether it may set what only the vendor sets. */
  boolean isVendor() {
    return equals(VENDOR) || equals(IMPORT);
  }
}
