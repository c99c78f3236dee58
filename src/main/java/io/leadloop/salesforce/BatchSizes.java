package io.leadloop.salesforce;

/**
 * How much goes into one call. The defaults are Salesforce's own limits.
 *
 * @param recordsPerCollection records that one collection writes
 * @param recordsPerLockedCollection the same for rows that were locked and are tried once more
 * @param partsPerComposite collections or queries in one composite; Salesforce allows five
 * @param idsPerRead records that one collection reads
 * @param soqlCharactersMax length of one query; Salesforce allows 100,000
 * @param answerBytesMax the longest answer that is taken into memory
 */
public record BatchSizes(
    int recordsPerCollection,
    int recordsPerLockedCollection,
    int partsPerComposite,
    int idsPerRead,
    int soqlCharactersMax,
    int answerBytesMax) {
  public static final BatchSizes DEFAULT =
      new BatchSizes(200, 50, 5, 2_000, 90_000, 64 * 1024 * 1024);
}
