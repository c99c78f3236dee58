package io.leadloop.plan;

import java.util.Optional;

/**
 * What nobody announced and is too much to be true: a bad import, a mass deletion, a wrong line.
 * The caps pace what an admin confirmed; a brake stops what nobody did.
 *
 * @param shareFrom so many of a kind are never too great a share: of ten links, three are soon
 *     changed
 */
public record Brakes(
    Limit creates, Limit changes, Limit clears, Limit unlinks, Limit deletes, long shareFrom) {
  /** No limit at all. */
  public static final Brakes OFF =
      new Brakes(Limit.OFF, Limit.OFF, Limit.OFF, Limit.OFF, Limit.OFF, 0);

  /**
   * Whether a cycle may be carried out.
   *
   * @param cycle all that it would do
   * @param links how many links there are
   * @return empty when it may; else a sentence that says which limit it passes
   */
  public Optional<String> refusal(Volume cycle, long links) {
    return creates
        .refusal("creates", cycle.creates(), links, shareFrom)
        .or(() -> changes.refusal("changes", cycle.changes(), links, shareFrom))
        .or(() -> clears.refusal("clears", cycle.clears(), links, shareFrom))
        .or(() -> unlinks.refusal("unlinks", cycle.unlinks(), links, shareFrom))
        .or(() -> deletes.refusal("deletes", cycle.deletes(), links, shareFrom));
  }
}
