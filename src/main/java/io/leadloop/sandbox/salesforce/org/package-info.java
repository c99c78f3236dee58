/** One Salesforce org without HTTP: objects, rows, transactions, queries and the vendor's rules. */
@NullMarked
package io.leadloop.sandbox.salesforce.org;

import org.jspecify.annotations.NullMarked;
