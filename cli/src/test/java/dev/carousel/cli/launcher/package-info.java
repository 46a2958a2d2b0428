/**
 * The launcher's script, with a Java and a Maven that only play their parts, and with the real
 * Java.
 */
@NullMarked
package dev.carousel.cli.launcher;

import org.jspecify.annotations.NullMarked;
