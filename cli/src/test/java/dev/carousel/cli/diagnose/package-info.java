@NullMarked
package dev.carousel.cli.diagnose;

import org.jspecify.annotations.NullMarked;
