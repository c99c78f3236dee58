package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenFieldsTest {
  @Test
  void whatIsAsBeforeIsLeftOutAndRead() {
    List<JournalRow.Field> fields =
        List.of(
            field("a/A", "config/mappings/leads.yaml:21", "new"),
            field("b/B", "config/mappings/leads.yaml:22", "new"),
            field("c/C", "other.yaml:3", "later"),
            field("d/D", "", "later"),
            field("e/E", "", ""),
            field("f/F", ":0", "new"),
            field("g/G", "other.yaml:4", "new"));
    String text = WrittenFields.text(fields);
    assertThat(text)
        .startsWith(
            "[[\"a/A\",\"config/mappings/leads.yaml:21\",\"1\",\"2\",\"3\",\"new\"],"
                + "[\"b/B\",\":22\",\"1\",\"2\",\"3\"],");
    assertThat(WrittenFields.parse(Rows.tree(text))).isEqualTo(fields);
  }

  private static JournalRow.Field field(String name, String rule, String why) {
    return new JournalRow.Field(name, rule, "1", "2", "3", why);
  }
}
