/** The Bulk API 2.0: jobs that load CSV into an org or query it, and are done by its clock. */
@NullMarked
package io.leadloop.sandbox.salesforce.bulk;

import org.jspecify.annotations.NullMarked;
