@NullMarked
package dev.carousel.cli.diagnose.measured;

import org.jspecify.annotations.NullMarked;
