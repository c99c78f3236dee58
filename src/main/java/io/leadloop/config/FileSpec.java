package io.leadloop.config;

import java.util.List;

/**
 * One kind of file of the configuration.
 *
 * @param name of its schema
 * @param path below the configuration directory
 * @param meaning what it is for, for the reference page
 */
record FileSpec(String name, String path, String meaning, Shape.Section shape) {
  static final FileSpec SETTINGS =
      new FileSpec(
          "leadloop",
          "leadloop.yaml",
          "The two accounts, the store, schedules, limits and brakes.",
          SettingsFile.SHAPE);
  static final FileSpec MAPPING =
      new FileSpec(
          "mapping",
          "mappings/leads.yaml",
          "Which field stands for which, and who may write it: one line per field.",
          MappingFile.SHAPE);
  static final FileSpec TESTS =
      new FileSpec(
          "mapping-tests",
          "mappings/leads_test.yaml",
          "Tests of the mapping; `leadloop check` runs them.",
          TestsFile.SHAPE);
  static final FileSpec VALUES =
      new FileSpec(
          "values",
          "values/*.yaml",
          "Value tables: how one side's words become the other's. The file's name is the table's"
              + " name.",
          ValuesFile.SHAPE);
  static final FileSpec LEAD_DEFINITION =
      new FileSpec(
          "lead-definition",
          "lead-definition.yaml",
          "The gates: who is created where. Who is linked stays in agreement when a gate closes.",
          LeadDefinitionFile.SHAPE);
  static final FileSpec CONTENT =
      new FileSpec(
          "content",
          "content.yaml",
          "How what a person read and did becomes context for sales.",
          ContentFile.SHAPE);
  static final FileSpec DISPOSITIONS =
      new FileSpec(
          "dispositions",
          "dispositions.yaml",
          "How sales' statuses and reasons become dispositions that marketers see.",
          DispositionsFile.SHAPE);

  static final List<FileSpec> ALL =
      List.of(SETTINGS, MAPPING, TESTS, VALUES, LEAD_DEFINITION, CONTENT, DISPOSITIONS);
}
