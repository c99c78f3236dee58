/** A local Salesforce over HTTP: OAuth, the REST API and the control paths, on one org. */
@NullMarked
package io.leadloop.sandbox.salesforce;

import org.jspecify.annotations.NullMarked;
