package io.leadloop.ops;

import io.leadloop.sync.NamedState;

/** What an operator does about a state of the connection. */
final class NextSteps {
  private NextSteps() {}

  static String of(StatusReport.Named state) {
    if (state.name().equals(NamedState.BRAKED.word())) {
      return "Stopped by a brake; opt-outs alone are carried over. What it holds back: leadloop plan"
          + " --all   To let it go on: leadloop resume";
    }
    if (state.name().equals(NamedState.FOREIGN_STORE.word())) {
      return "Another daemon with a store of its own writes the same accounts. Stop one of the two."
          + " To let this one go on: leadloop resume";
    }
    if (state.name().equals(NamedState.DISK_FULL.word())) {
      return "The disk that holds the store is nearly full. Make room there; it goes on by itself.";
    }
    if (state.name().equals(NamedState.STORE_UNCHECKED.word())) {
      return "Nothing is written until that side says what this store wrote there last; it is asked"
          + " again by itself. In Salesforce: let our user read salesforce.token_field of Lead and"
          + " Contact, and make it an External ID, so that it has an index. What else may be"
          + " wrong: leadloop check --live";
    }
    return "An older copy of the store was put back. Both sides are read whole, and nothing that it"
        + " remembers of values is used; no link is given up before. Nothing is to be done.";
  }
}
