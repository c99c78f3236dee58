package io.leadloop.sandbox.salesforce;

/** The names of the vendor's releases: three a year, and version 62.0 was Winter '25. */
final class Releases {
  private static final String[] SEASONS = {"Winter", "Spring", "Summer"};
  private static final int WINTER_25 = 62;

  private Releases() {}

  static String label(int version) {
    int since = version - WINTER_25;
    return "%s '%02d"
        .formatted(
            SEASONS[Math.floorMod(since, SEASONS.length)],
            25 + Math.floorDiv(since, SEASONS.length));
  }
}
