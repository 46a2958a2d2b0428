/**
 * The command {@code new}: a project for a plugin of one's own. The projects are the starters of
 * the examples, with other names.
 */
@NullMarked
package dev.carousel.cli.create;

import org.jspecify.annotations.NullMarked;
