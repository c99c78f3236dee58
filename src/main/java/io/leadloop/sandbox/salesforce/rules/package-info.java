/**
 * The vendor's rules for values and records as pure functions, one class each: the HTTP sandbox
 * keeps them, and so can any other likeness of Salesforce, which then cannot drift from it.
 */
@NullMarked
package io.leadloop.sandbox.salesforce.rules;

import org.jspecify.annotations.NullMarked;
