/** What the contract of cells asks of core, for the module testkit alone. */
@NullMarked
package dev.carousel.internal.contract;

import org.jspecify.annotations.NullMarked;
