package io.leadloop.sync;

import java.util.Set;
import java.util.regex.Pattern;

/** Keeps the words under which refusals are counted few, whatever a vendor thinks up. */
public final class KnownCodes {
  /** Stands for every code that we know nothing of. */
  public static final String OTHER = "OTHER";

  /** Our own codes are words of this program, joined by hyphens: {@code ambiguous-match}. */
  private static final Pattern OURS = Pattern.compile("[a-z]+(-[a-z]+)*");

  private KnownCodes() {}

  /** The code itself if it is our own or one that we can explain, else {@link #OTHER}. */
  public static String of(String code) {
    return OURS.matcher(code).matches() || Refusal.explained().contains(code) ? code : OTHER;
  }

  /** Every code of a vendor that we can explain. */
  public static Set<String> ofVendors() {
    return Refusal.explained();
  }
}
