package io.leadloop.store;

import io.leadloop.lead.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * One leased row of the inbox: a link, or a record that has none yet.
 *
 * @param subject {@code link:12}, or the text of a {@link RecordKey}
 * @param lane the number of the lane, from the most urgent on
 * @param seq the number of looks asked for when it was claimed; if it moved since, the row stays
 * @param attempts how often in a row it could not be settled
 */
public record Claim(String subject, int lane, long seq, int attempts) {
  private static final String LINK = "link:";

  public static String subject(long linkId) {
    return LINK + linkId;
  }

  /** The number of the link; null for a record that has none. */
  public @Nullable Long linkId() {
    return subject.startsWith(LINK) ? Long.valueOf(subject.substring(LINK.length())) : null;
  }

  /** The record; null for a link. */
  public @Nullable RecordKey record() {
    return subject.startsWith(LINK) ? null : RecordKey.parse(subject);
  }
}
