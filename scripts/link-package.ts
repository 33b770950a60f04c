// Lets the examples import this package by its name.
import { linkPackage } from './project/link';

linkPackage();
