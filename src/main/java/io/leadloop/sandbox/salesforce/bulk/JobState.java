package io.leadloop.sandbox.salesforce.bulk;

/** Where a job is; the names are the vendor's. */
enum JobState {
  /** It takes data. */
  Open,
  /** It was handed over and waits. */
  UploadComplete,
  /** It is being done. */
  InProgress,
  /** Nobody wants it any more. */
  Aborted,
  /** It is done, whatever became of single records. */
  JobComplete,
  /** It could not be done. */
  Failed;

  /** Whether nothing more will happen to it. */
  boolean over() {
    return this == Aborted || this == JobComplete || this == Failed;
  }
}
