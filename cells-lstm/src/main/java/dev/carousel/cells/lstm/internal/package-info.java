/** What the cells of the family share: their options for the start of gates, and peepholes. */
@NullMarked
package dev.carousel.cells.lstm.internal;

import org.jspecify.annotations.NullMarked;
