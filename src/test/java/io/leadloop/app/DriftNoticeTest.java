package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.leadloop.lead.Side;
import io.leadloop.store.Store;
import io.leadloop.sync.Drift;
import io.leadloop.sync.State;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log promises no more than what goes on. */
class DriftNoticeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Drift.Kind.class)
  void eachKindSaysWhatGoesOn(Drift.Kind kind) throws Exception {
    assertThat(told(kind)).singleElement().asString().endsWith(kind.goesOn());
  }

  @Test
  void whereNothingIsWrittenNothingIsSaidToGoOn() throws Exception {
    assertThat(told(Drift.Kind.SIDE_STOPPED))
        .singleElement()
        .asString()
        .contains("Nothing is written")
        .doesNotContain("goes on");
  }

  private List<String> told(Drift.Kind kind) throws Exception {
    Drift.Entry entry =
        new Drift.Entry(
            kind,
            "token_field",
            "",
            Side.SALESFORCE,
            "Lead",
            "Leadloop_Token__c",
            true,
            "It is hidden",
            "config/leadloop.yaml:9");
    try (Store store = Store.open(folder.resolve("store.db"));
        RecordedLog log = new RecordedLog()) {
      new DriftNotice(State.of(store, "main"), InstantSource.system())
          .take(new Drift(List.of(entry)));
      return log.lines(Level.WARN).stream().filter(line -> line.contains(kind.word())).toList();
    }
  }
}
