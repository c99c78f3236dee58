package io.leadloop.ops;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a person, and what an erasure removed.
 *
 * @param erasedAt null while nothing was erased
 * @param number of the erasure; 0 while nothing was erased
 * @param people how a person names those who are meant: {@code Lead 00Q... <-> contact 51}
 * @param others links that have the same address and are not meant
 * @param records at the vendors
 * @param rows how many rows of the store, by table
 * @param mentions how many rows of others name the person
 * @param hashes what is kept to recognise them by: {@code address 3f...}
 * @param texts what must not be found in any file any more: personal data, never to be shown or
 *     kept
 */
public record ErasureReport(
    String storeId,
    String connection,
    @Nullable Instant erasedAt,
    long number,
    List<String> people,
    List<String> others,
    List<VendorRecord> records,
    Map<String, Long> rows,
    long mentions,
    List<String> hashes,
    List<String> texts) {
  public ErasureReport {
    people = List.copyOf(people);
    others = List.copyOf(others);
    records = List.copyOf(records);
    hashes = List.copyOf(hashes);
    texts = List.copyOf(texts);
  }

  /**
   * A record that an erasure never deletes.
   *
   * @param side its word
   * @param record how a person names it: {@code contact 51}
   * @param isThere whether the vendor showed it just now
   */
  public record VendorRecord(String side, String record, boolean isThere) {}
}
