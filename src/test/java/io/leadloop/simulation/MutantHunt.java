package io.leadloop.simulation;

/**
 * Looks for a history that shows a fault of the loop on this class path: the tape of this name in
 * the corpus, and the seeds from 1 on. Prints one line: {@code caught|missed, whether by its tape,
 * within how many seeds, the promise}.
 */
final class MutantHunt {
  private MutantHunt() {}

  /**
   * Hunts.
   *
   * @param arguments the mutant's name, what is wrong with it, how many seeds to try at most, and
   *     {@code keep} to have a shrunk tape put into the corpus where the one there shows nothing
   */
  public static void main(String[] arguments) {
    String name = arguments[0];
    long seedsMax = Long.parseLong(arguments[2]);
    try (Histories histories = new Histories()) {
      boolean byTape =
          Corpus.find(name)
              .map(choices -> !histories.run(Tape.replaying(choices)).broken().isEmpty())
              .orElse(false);
      Histories.Outcome failing = null;
      long seed = 0;
      while (failing == null && seed < seedsMax) {
        seed++;
        Histories.Outcome outcome = histories.run(Tape.ofSeed(seed));
        failing = outcome.broken().isEmpty() ? null : outcome;
      }
      if (failing != null && !byTape && arguments.length > 3) {
        Histories.Outcome small = new Shrinking(histories::run, failing).shortest();
        Corpus.add(name, arguments[1], small.choices());
      }
      System.out.printf(
          "%s %s %d %s%n",
          failing != null || byTape ? "caught" : "missed",
          byTape,
          failing == null ? 0 : seed,
          failing == null ? "-" : failing.promises().get(0).lines().findFirst().orElse(""));
    }
  }
}
