package io.leadloop.lead;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one record showed at one moment. Immutable.
 *
 * @param fields the vendor's own text for each field that is not blank; a field that is missing
 *     here is blank
 * @param modifiedAt the vendor's own time of the last change ({@code lastmodifieddate}, {@code
 *     SystemModstamp})
 * @param modifiedByUs true when the vendor says that the last change was made by our own user;
 *     false when it was somebody else or the vendor does not say
 * @param token the token that our last write left in the record; null when it has none
 * @param externalKey of a Salesforce record the id of the HubSpot contact that it names in our
 *     unique key field; null when it names none, and for contacts
 * @param createdAt the vendor's own time of the record's making ({@code createdAt}, {@code
 *     CreatedDate}); null when the answer did not say
 */
public record Snapshot(
    RecordKey key,
    Map<String, String> fields,
    Instant modifiedAt,
    boolean modifiedByUs,
    @Nullable String token,
    @Nullable String externalKey,
    @Nullable Instant createdAt) {

  /** What a record without a key showed, when nobody says since when it is there. */
  public Snapshot(
      RecordKey key,
      Map<String, String> fields,
      Instant modifiedAt,
      boolean modifiedByUs,
      @Nullable String token) {
    this(key, fields, modifiedAt, modifiedByUs, token, null, null);
  }

  public Snapshot {
    if (fields.containsValue("")) {
      Map<String, String> kept = new LinkedHashMap<>(fields);
      kept.values().removeIf(String::isEmpty);
      fields = kept;
    }
    fields = FieldMap.copyOf(fields);
  }

  /** What the field shows; empty when it is blank. */
  public String shows(String field) {
    return fields.getOrDefault(field, "");
  }

  /** The same record with these fields laid over it; an empty text makes a field blank. */
  public Snapshot with(Map<String, String> changed) {
    Map<String, String> merged = new LinkedHashMap<>(fields);
    merged.putAll(changed);
    return new Snapshot(key, merged, modifiedAt, modifiedByUs, token, externalKey, createdAt);
  }

  /** Whether both are of one kind and show the same, whatever their ids, times and tokens. */
  public boolean showsTheSameAs(Snapshot other) {
    return key.object().equals(other.key.object()) && fields.equals(other.fields);
  }

  /**
   * A short print of all values, so that a sweep can tell an echo of our own write from a change
   * without keeping the values. Times and the token are left out: they move without a change of
   * meaning.
   */
  public String fingerprint() {
    return print(shown().toString());
  }

  /**
   * The same with our token and our key: they decide who is linked with whom, so that a change of
   * one of them alone is something to look at where nobody is linked yet.
   */
  public String printWithMarks() {
    return print(shown().append(token).append('\0').append(externalKey).toString());
  }

  private StringBuilder shown() {
    StringBuilder text = new StringBuilder(key.object());
    fields.forEach((field, value) -> text.append(field).append('\0').append(value).append('\1'));
    return text;
  }

  private static String print(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
